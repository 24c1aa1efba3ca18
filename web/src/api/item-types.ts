interface Named {
  readonly id: string
  readonly name: string
}

/** One condition: few words for the strip, one sentence for who asks. */
export interface Condition {
  readonly name: string
  readonly short: string
  readonly says: string
  readonly how: 'open' | 'ask' | 'closed'
}

export interface Barrier {
  readonly condition: string
  readonly because: string
  readonly consent: boolean
}

export interface UseOfItem {
  readonly use: string
  readonly name: string
  readonly allowed: boolean
  readonly barriers: readonly Barrier[]
  readonly owes: readonly string[]
}

export interface CorrectionOfItem {
  readonly record: string
  readonly digest: string
  readonly at: string
  readonly by: Named
  readonly what: 'corrected' | 'retracted'
  readonly part: string
  readonly wrong: string
  readonly right: string
  readonly reasons: string
  readonly confirmed: { readonly at: string; readonly done: string } | null
  readonly holders: readonly {
    readonly id: string
    readonly name: string
    readonly by: string
    readonly told: string | null
    readonly applied: string | null
    readonly confirmed: string | null
  }[]
}

export interface ItemRow {
  readonly id: string
  readonly digest: string
  readonly at: string
  readonly from: Named
  readonly ours: boolean
  readonly side: 'requesting' | 'requested'
  readonly type: string
  readonly title: string
  readonly strip: readonly Condition[]
  readonly parts: readonly { readonly part: string; readonly strip: readonly Condition[] }[]
  readonly sources: readonly string[]
  readonly uses: readonly UseOfItem[]
  readonly corrections: readonly CorrectionOfItem[]
  readonly endOfChain: string
  readonly retracted: boolean
  readonly disputed: boolean
  readonly erased: boolean
  readonly derived: readonly {
    readonly matter: string
    readonly reference: string
    readonly record: string
    readonly to: string
  }[]
  readonly warnings: readonly string[]
}

export interface ConsentRow {
  readonly record: string
  readonly matter: string
  readonly reference: string
  readonly track: string
  readonly askedAt: string
  readonly askedBy: Named
  readonly answeredBy: Named
  readonly ours: boolean
  readonly use: string | null
  readonly wanted: string
  readonly readers: string
  readonly items: readonly string[]
  readonly recipients: readonly string[]
  readonly purposes: readonly string[]
  readonly state: 'asked' | 'given' | 'denied' | 'withdrawn'
  readonly due: string | null
  readonly answer: {
    readonly at: string
    readonly words: string
    readonly ground: string
    readonly until: string | null
  } | null
  readonly withdrawnAt: string | null
}

export interface TranslationRow {
  readonly record: string
  readonly digest: string
  readonly at: string
  readonly of: string
  readonly item: string | null
  readonly language: string
  readonly translator: string
  readonly by: string
  readonly oath: string
  readonly translatedOn: string | null
  readonly binding: string
}

export interface ItemsOfMatter {
  readonly items: readonly ItemRow[]
  readonly consents: readonly ConsentRow[]
  readonly translations: readonly TranslationRow[]
}
