/** Courses as they come over the wire. */
export interface Course {
  readonly id: string
  readonly name: string
  readonly says: string
  readonly tasks: number
  readonly passMark: number
  readonly roles: readonly string[]
  readonly gates: boolean
  readonly citation: string
}

export interface Sitting {
  readonly matter: string
  readonly course: string
  readonly stands: string
  readonly credential: 'none' | 'valid' | 'expired' | 'suspended'
  readonly until: string | null
}

export interface Task {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly table?: {
    readonly head: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly options?: readonly string[]
  readonly asks: readonly { readonly name: string; readonly label: string; readonly kind: string }[]
}

export interface CourseModule {
  readonly course: string
  readonly name: string
  readonly passMark: number
  readonly tasks: readonly Task[]
}

export interface Graded {
  readonly score: number
  readonly passed: boolean
  readonly right: number
  readonly of: number
  readonly differs: readonly {
    readonly task: string
    readonly name: string
    readonly given: string
    readonly golden: string
    readonly because: string
  }[]
}
