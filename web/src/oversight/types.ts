/** What the node says about those who look and those who watch; shapes as in its OpenAPI document. */

export interface Alarm {
  readonly id: string
  readonly row: string
  readonly name: string
  readonly sentence: string
  readonly citation: string
  readonly officer: string
  readonly officerName: string
  readonly count: number
  readonly looks: readonly number[]
  readonly at: string
  readonly from: string
  readonly to: string
  readonly answerBy: string
  readonly late: boolean
  readonly settled: { readonly by: string; readonly at: string; readonly outcome: string } | null
}

export interface Account {
  readonly officer: string
  readonly officerName: string
  readonly state: 'proposed' | 'suspended' | 'declined' | 'lifted' | 'ended'
  readonly row: string
  readonly at: string
  readonly decideBy: string
  readonly signed: readonly { readonly by: string; readonly at: string }[]
  readonly suspendedAt: string
  readonly until: string
  readonly heardAt: string
  readonly ordered: string
  readonly late: boolean
  readonly may: readonly ('sign' | 'give-back' | 'hear')[]
}

export interface SampleItem {
  readonly ticket: string
  readonly node: string
  readonly finding: string
  readonly withdrawn: boolean
  readonly place: {
    readonly index: number
    readonly matter: string
    readonly type: string
    readonly at: string
  } | null
}

export interface Sample {
  readonly id: string
  readonly name: string
  readonly by: string
  readonly at: string
  readonly state: 'announced' | 'drawn' | 'heard' | 'final'
  readonly from: string
  readonly to: string
  readonly count: number
  readonly pots: readonly {
    readonly node: string
    readonly releases: number
    readonly seedSize: number
  }[]
  readonly items: readonly SampleItem[]
  readonly replyBy: string
  readonly concerned: readonly string[]
  readonly replied: readonly string[]
  readonly result: {
    readonly sampled: number
    readonly compliant: number
    readonly low: number | null
    readonly high: number | null
    readonly findings: Readonly<Record<string, number>>
  }
}

export interface Line {
  readonly matter: string
  readonly reference: string
  readonly lines: readonly {
    readonly id: string
    readonly name: string
    readonly ground: string
    readonly citation: string
    readonly by: 'mark' | 'person' | 'offence' | 'word'
    readonly word: string
  }[]
  readonly at: string
  readonly stopped: string
  readonly signed: readonly { readonly by: string; readonly at: string }[]
  readonly passed: boolean
}

export interface Console {
  readonly watches: boolean
  readonly sumsOnly: boolean
  readonly oversees: boolean
  readonly headsDesk: boolean
  readonly alarms: readonly Alarm[]
  readonly accounts: readonly Account[]
  readonly officers: readonly { readonly id: string; readonly name: string }[]
  readonly samples: readonly Sample[]
  readonly lines: readonly Line[]
  readonly recusals: readonly {
    readonly officer: string
    readonly officerName: string
    readonly matter: string
    readonly at: string
    readonly lifted: readonly string[]
    readonly stands: boolean
  }[]
  readonly erasures: readonly {
    readonly index: number
    readonly at: string
    readonly type: string
    readonly by: string
    readonly what: string
  }[]
  readonly criteria: readonly {
    readonly id: string
    readonly question: string
    readonly finding: string
    readonly citation: string
  }[]
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly sentence: string
    readonly citation: string
    readonly weight: string
  }[]
  readonly attributes: readonly {
    readonly id: string
    readonly name: string
    readonly source: string
  }[]
  readonly detectors: readonly {
    readonly id: string
    readonly name: string
    readonly unit: string
    readonly attributes: readonly string[]
    readonly silentOn: string
  }[]
}

export interface Looks {
  readonly looks: readonly {
    readonly index: number
    readonly at: string
    readonly kind: string
    readonly officer: string
    readonly officerName: string
    readonly subject: string
    readonly reference: string
    readonly purpose: string
    readonly what: string
    readonly ownStep: boolean
  }[]
  readonly more: boolean
}

export interface CopyTraced {
  readonly sha256: string
  readonly found: readonly {
    readonly index: number
    readonly at: string
    readonly officer: string
    readonly subject: string
    readonly what: string
  }[]
  readonly fileOf: readonly string[]
  readonly logged: boolean
}

export interface Declaration {
  readonly made: boolean
  readonly at: string
  readonly until: string
  readonly names: number
  readonly owed: boolean
  readonly roundFrom: string
}

export interface Disparity {
  readonly groups: readonly {
    readonly group: string
    readonly flagged: number
    readonly total: number
    readonly rate: number | null
    readonly ratio: number | null
    readonly low: number | null
    readonly high: number | null
    readonly says: 'too-few' | 'no-sign' | 'look'
    readonly fourFifths: boolean
  }[]
}

export interface Report {
  readonly year: number
  readonly nodes: readonly string[]
  readonly heldBack: number
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly lines: readonly {
      readonly id: string
      readonly name: string
      readonly from: readonly string[]
      readonly shown: boolean
      readonly text: string
      readonly note: string
    }[]
  }[]
}
