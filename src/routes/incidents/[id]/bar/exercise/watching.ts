import * as m from '$lib/messages';
import { emotionIn } from '$lib/domain/stories/sentiment';
import type { ComputerColleagues, ShownAct } from '$lib/domain/incident/computer-colleagues';
import type { DeskAction } from '$lib/desk/desk-keys.svelte';
import type { Words } from '$lib/i18n/words';

type ShownStep = NonNullable<ComputerColleagues['shown']>;

const actions: Readonly<Partial<Record<ShownAct, DeskAction>>> = {
	pinned: 'help',
	passedOn: 'help',
	need: 'linkNeed',
	rumour: 'linkRumour',
	behaviour: 'linkBehaviour',
	meaning: 'linkMeaning',
	looked: 'looked',
	notRelevant: 'notRelevant'
};

/** What a person would press for it; null where it takes more than a key. */
export const keyOfAct = ({ act, about }: ShownStep): DeskAction | null =>
	act === 'emotion' ? emotionIn(about) : (actions[act] ?? null);

/** What it does and why, in one sentence. */
export function shownWords({ act, about }: ShownStep, { t }: Words): string {
	const emotion = act === 'emotion' ? emotionIn(about) : null;
	return t(m.computers.acts[act], { about: emotion ? t(m.labelKinds.emotion.values[emotion]) : about });
}

/** The page where people do this work. */
export function pageOf({ scene, on }: ShownStep, base: string): string {
	switch (scene) {
		case 'stream':
		case 'rumour':
		case 'yours':
			return base;
		case 'rebuttal':
			if (on && 'text' in on) return `${base}/texts/${on.text}/edit`;
			return on && 'finding' in on ? `${base}/findings/${on.finding}` : `${base}/rumours`;
		case 'answer':
			return `${base}/needs`;
		case 'report':
			return `${base}/report`;
	}
}
