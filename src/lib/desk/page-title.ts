import * as m from '../messages';
import { isolated } from '$lib/i18n/isolated';
import type { Words } from '$lib/i18n/words';
import type { Desk } from './desk.svelte';

/** The title of a page of an incident; in an exercise it begins with the word (docs/domain.md, rule 9). */
export function pageTitle({ store }: Desk, what: string, { t }: Pick<Words, 't'>): string {
	const { incident } = store.state;
	return [incident?.exercise ? t(m.exercise.word) : '', isolated(what), incident?.title ?? '']
		.filter(Boolean)
		.join(' · ');
}
