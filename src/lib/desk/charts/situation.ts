import * as m from '$lib/messages';
import type { Desk } from '$lib/desk/desk.svelte';
import { unansweredNeeds } from '$lib/domain/findings/need';
import { ownActions } from '$lib/domain/overview/own-actions';
import type { Words } from '$lib/i18n/words';
import { findingViews } from '$lib/desk/views/findings';
import { needRows } from '$lib/desk/views/need-board';

/** What a chat or a crisis team reads at one glance. */
const SITUATION_CHARACTERS = 600;

/** As many whole lines as fit, in order of weight; a first line that is too long is cut. */
export function linesWithin(lines: readonly string[], most: number): string {
	let text = '';
	for (const line of lines) {
		const longer = text === '' ? line : `${text}\n${line}`;
		if (longer.length > most) return text === '' ? `${line.slice(0, most - 1)}…` : text;
		text = longer;
	}
	return text;
}

/** The situation in lines, by weight: the heading, posts, open questions, rumours and the last own action. */
export function situationLines(
	{ store, clock }: Pick<Desk, 'store' | 'clock'>,
	{ t, time, when, list }: Pick<Words, 't' | 'time' | 'when' | 'list'>
): readonly [head: string, ...rest: string[]] {
	const { state, figures } = store;
	const measured = (id: Parameters<typeof store.findingFigures.get>[0]) => store.findingFigures.get(id);
	const half = (figures?.recent ?? []).slice(-6).reduce((sum, count) => sum + count, 0);
	const needs = unansweredNeeds(state).length;
	const [need] = needRows(state, measured, clock.now);
	const rumours = findingViews(state, measured, 'rumour').filter(({ settled }) => !settled);
	const last = ownActions(state).at(-1);
	const head = t(m.situation.text.head, { title: state.incident?.title ?? '', time: time(new Date(clock.now)) });
	return [
		state.incident?.exercise ? `${t(m.exercise.word)}: ${head}` : head,
		t(m.situation.text.posts, { count: half }),
		...(needs > 0 && need ? [t(m.situation.text.needs, { count: needs, text: need.seen.text })] : []),
		...(rumours[0] ? [t(m.situation.text.rumours, { count: rumours.length, text: rumours[0].text })] : []),
		...(last ? [t(m.situation.text.action, { channel: list(last.channels), when: when(last.at, clock.now) })] : [])
	];
}

/** The same in at most 600 characters. */
export const situationText = (...about: Parameters<typeof situationLines>): string =>
	linesWithin(situationLines(...about), SITUATION_CHARACTERS);
