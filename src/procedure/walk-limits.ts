/** States that the random walks do not reach, by procedure, each with the reason. They are reached in stories. */
export const unreached: Readonly<Record<string, Readonly<Record<string, string>>>> = {}
