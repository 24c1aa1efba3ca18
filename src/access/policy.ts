/** One policy: a row that a lawyer reads and an engine runs. */
export interface Policy {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  /** What it says, in a plain sentence. */
  readonly sentence: string
  readonly citation: string
  /** Belongs to the floor: no authority can drop or change it. */
  readonly floor: boolean
  /** The condition in Cedar's language, with the actions that it covers; `all` for every action. */
  readonly actions: readonly string[] | 'all'
  readonly when: string
}

/** The row as a Cedar policy. */
export function cedarOf(policy: Policy): string {
  const action =
    policy.actions === 'all'
      ? 'action'
      : `action in [${policy.actions.map((a) => `Action::${JSON.stringify(a)}`).join(', ')}]`
  return `${policy.effect}(principal, ${action}, resource) when { ${policy.when} };`
}
