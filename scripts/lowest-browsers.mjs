/**
 * The lowest versions of browsers that the program supports: what the build makes scripts and styles for, what the
 * README names, and what `tests/browsers.test.ts` compares with the features that the source uses.
 */
export const lowestBrowsers = { chrome: 114, edge: 114, firefox: 125, safari: 17, ios: 17 };
