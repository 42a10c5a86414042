import { createContext } from 'svelte';
import type { Words } from './words';

const [get, set] = createContext<Words>();

/**
 * The words of the page, in any component: `const { t, time } = useWords()`. The language does not change while a page
 * lives: choosing another reloads it.
 */
export const useWords = get;

/** Called once, by the root layout (and by tests). */
export const provideWords = set;
