/** What the parts of one check come to: what is wrong, and what could not be checked; one sentence each. */
export class Report {
  readonly findings: string[] = []
  readonly unchecked: string[] = []

  find(text: string): undefined {
    this.findings.push(text)
  }

  doubt(text: string): undefined {
    this.unchecked.push(text)
  }
}
