/** Words of the forms in French, by the English words: labels of fields, options, names of steps and procedures. */
export const frForms: Readonly<Record<string, string>> = {}
