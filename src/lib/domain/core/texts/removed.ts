/** What stands in place of words that were removed. */
export const REMOVED = '…';

/** Whether a redaction removed this text: it was one text, and nobody can say any more which. */
export const isRemoved = (text: string | null): boolean => text === REMOVED;

/** Whether two texts are the same words. Removed ones never are: what rested on other words would seem to hold. */
export const areSameWords = (one: string | null, other: string | null): boolean => one === other && !isRemoved(one);
