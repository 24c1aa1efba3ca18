/**
 * Names the program that reads matters, so that nothing is taken over that another one kept: a digest over the files that
 * decide what a matter says. `reading.test.ts` holds it, and writes it with COMITY_UPDATE_DOCS=1.
 */
export const readingVersion = '0000de17bf222914'
