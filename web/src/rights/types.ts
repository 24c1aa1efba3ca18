export type Ask = 'access' | 'rectification' | 'erasure' | 'restriction' | 'complaint'
export type Language = 'en' | 'fr' | 'ar'

export interface FilingRow {
  readonly id: string
  readonly ask: Ask
  readonly to: string
  readonly desk: string
  readonly way: 'page' | 'phone' | 'paper'
  readonly language: Language
  readonly filedAt: string
  readonly state: 'filed' | 'taken-up' | 'returned'
  readonly wordsKept: boolean
  readonly proofKept: boolean
  readonly matter?: string
  readonly returned?: string
  readonly wishes: { readonly check?: string; readonly withdraw?: string }
  readonly acknowledgeBy: string
  readonly identifyBy: string
}

export interface OpenedFiling extends FilingRow {
  readonly words: Readonly<Record<string, unknown>> | null
  readonly paperEnds: string | null
}

export type MarkOutcome = 'corrected' | 'taken-out' | 'restricted' | 'other-person' | 'own-source'

export interface Mark {
  readonly id: string
  readonly change: string
  readonly what: 'rectified' | 'erased' | 'restricted'
  readonly from: string
  readonly at: string
  readonly holding: {
    readonly what: 'matter' | 'list' | 'tracing' | 'question'
    readonly id: string
  }
  readonly state: 'open' | MarkOutcome
  readonly settled?: { readonly by: string; readonly at: string }
}

export interface NoticeDuty {
  readonly matter: string
  readonly reference: string
  readonly procedureName: string
  readonly owedBy: { readonly id: string; readonly name: string }
  readonly from: string
  readonly due: string
  readonly rule: string
  readonly citation: string
  readonly state: 'due' | 'late' | 'told' | 'postponed' | 'lapsed'
  readonly toldAt: string | null
  readonly hours: number
  readonly postponed: {
    readonly by: string
    readonly role: string
    readonly at: string
    readonly until: string
  } | null
}

export interface RightsDeskView {
  readonly doors: {
    readonly desk: { readonly id: string; readonly name: string; readonly hours: string } | null
    readonly asks: readonly string[]
    readonly authorities: readonly {
      readonly id: string
      readonly name: string
      readonly country: string
    }[]
  }
  readonly filings: readonly FilingRow[]
  readonly marks: readonly Mark[]
  readonly notices: readonly NoticeDuty[]
}

export interface Receipt {
  readonly receipt: string
  readonly grouped: string
  readonly spoken: string
}

export const askNames: Readonly<Record<Ask, string>> = {
  access: 'See what is held',
  rectification: 'Put right what is wrong',
  erasure: 'Delete',
  restriction: 'Restrict while disputed',
  complaint: 'Complaint',
}

export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
}
