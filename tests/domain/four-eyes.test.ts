import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Channel } from '$lib/domain/channel';
import type { AnyCommandKind } from '$lib/domain/command';
import { replaceFact } from '$lib/domain/fact';
import { FactId, PersonId, PublicationId, type Sha256 } from '$lib/domain/ids';
import { wordingChecksum } from '$lib/domain/official-text';
import { pauseText, publishAlone, publishText, resumeText, textPublished } from '$lib/domain/publication';
import { Refusal } from '$lib/domain/refusal';
import type { Role } from '$lib/domain/role';
import { giveVerdict } from '$lib/domain/rumour';
import { approveText, returnText } from '$lib/domain/text-approval';
import { citeFacts, dropVariant, submitText, textWritten, writeText } from '$lib/domain/text-writing';
import { fresh } from './sample';
import { Road } from './texts';

const people = [0, 1, 2, 3].map(() => fresh(PersonId));
const channels: readonly Channel[] = ['website', 'x'];
/** Two of them say the same in other white space. */
const sayings = ['Het water is veilig.', 'Het  water is\nveilig. ', 'Het water is niet veilig.', 'Het water is schoon.'];
const acts = ['write', 'submit', 'approve', 'publish', 'return', 'drop', 'cite', 'replace', 'judge', 'pause', 'alone'] as const;
/** Mostly what leads on, so that publications are reached. */
const weights: Partial<Record<(typeof acts)[number], number>> = { write: 5, submit: 10, approve: 14, publish: 12, judge: 3, pause: 2 };

const step = fc.record({
	act: fc.oneof(...acts.map((act) => ({ weight: weights[act] ?? 1, arbitrary: fc.constant(act) }))),
	who: fc.nat({ max: people.length - 1 }),
	/** Whatever roles somebody has at that moment. */
	roles: fc.constantFrom<Role[]>(
		['analyst'],
		['spokesperson'],
		['analyst', 'spokesperson'],
		['coordinator'],
		['coordinator', 'spokesperson'],
		['partner']
	),
	channel: fc.constantFrom(...channels),
	words: fc.constantFrom(...sayings),
	/** Whether they read what stands there now. */
	stale: fc.constantFrom(false, false, false, true),
	both: fc.boolean()
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What the step sends, as things stand in this rehearsal. */
function sent(road: Road, { act, channel, words, stale, both }: Step): [AnyCommandKind, unknown] {
	const { text } = road;
	const now = (of: Channel): Sha256 | null => road.row.variants.find((variant) => variant.channel === of)?.checksum ?? null;
	const seen = (of: Channel): Sha256 => (stale ? null : now(of)) ?? wordingChecksum(of, words);
	const variants = (both ? channels : [channel]).map((of) => ({ channel: of, checksum: seen(of) }));
	const publication = { text, id: fresh(PublicationId), channel, checksum: seen(channel), where: 'Website', address: null, at: null };
	const fact = [...road.state.facts.values()].find(({ replacedBy }) => replacedBy === null)?.id ?? road.fact;
	switch (act) {
		case 'write':
			return [writeText, { text, channel, words, over: stale ? null : now(channel) }];
		case 'submit':
			return [submitText, { text, variants, asked: null }];
		case 'approve':
			return [approveText, { text, variants }];
		case 'publish':
			return [publishText, publication];
		case 'alone':
			return [publishAlone, { ...publication, why: 'Niemand bereikbaar' }];
		case 'return':
			return [returnText, { text, version: Math.max(1, road.row.versions.length), why: 'Te lang' }];
		case 'drop':
			return [dropVariant, { text, channel, over: seen(channel) }];
		case 'cite':
			return [citeFacts, { text, facts: both ? [fact] : [] }];
		case 'replace':
			return [replaceFact, { replaces: fact, id: fresh(FactId), text: words, source: 'Waterbedrijf', at: null }];
		case 'judge':
			return [giveVerdict, { rumour: road.rumour, verdict: both ? 'false' : 'true', fact }];
		case 'pause':
			return road.row.paused ? [resumeText, { text }] : [pauseText, { text, why: 'Even wachten' }];
	}
}

/** Told by another hand than the domain's: whose words stand where, and who read them. */
class Witness {
	readonly #words = new Map<Channel, { words: string; editor: PersonId; spokesperson: boolean }>();
	readonly #read: { channel: Channel; words: string; editor: PersonId; approver: PersonId; spokesperson: boolean }[] = [];
	static readonly plain = (words: string): string => words.split(/\s+/).filter(Boolean).join(' ');

	wrote(channel: Channel, text: string, editor: PersonId, spokesperson: boolean): void {
		const words = Witness.plain(text);
		if (this.#words.get(channel)?.words !== words) this.#words.set(channel, { words, editor, spokesperson });
	}
	dropped(channel: Channel): void {
		this.#words.delete(channel);
	}
	approved(named: readonly { channel: Channel }[], approver: PersonId, spokesperson: boolean): void {
		for (const { channel } of named) {
			const held = this.#words.get(channel);
			if (held) this.#read.push({ channel, ...held, approver, spokesperson: held.spokesperson || spokesperson });
		}
	}
	/** Whether somebody other than their last editor read just these words, with a spokesperson among the two. */
	sawTwo(channel: Channel, text: string): boolean {
		const words = Witness.plain(text);
		const editor = this.#words.get(channel)?.editor;
		return this.#read.some(
			(read) => read.channel === channel && read.words === words && read.editor === editor && read.approver !== editor && read.spokesperson
		);
	}
}

test('no sequence of commands, by any people in any roles, publishes words that were not approved by another than their last editor, with a spokesperson among the two', () => {
	const reached = { published: 0, confirmed: 0, refused: new Set<string>() };
	fc.assert(
		fc.property(fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), (steps) => {
			const road = new Road();
			const witness = new Witness();
			const first = people[0] ?? fresh(PersonId);
			road.judge().draft({ website: sayings[0], x: sayings[0] }, { id: first, roles: ['analyst'] });
			for (const channel of channels) witness.wrote(channel, sayings[0] ?? '', first, false);
			for (const each of steps) {
				road.wall += 1000;
				const actor = { id: people[each.who] ?? first, roles: [...each.roles] };
				const isSpokesperson = actor.roles.includes('spokesperson');
				const [kind, input] = sent(road, each);
				try {
					for (const { type, data } of road.when(kind, input, actor)) {
						if (type === textWritten.type) {
							const { variant } = textWritten.data.parse(data);
							witness.wrote(variant.channel, variant.text, actor.id, isSpokesperson);
						}
						if (type === textPublished.type) {
							const { publication } = textPublished.data.parse(data);
							if (publication.alone !== null) continue;
							reached.published += 1;
							expect(witness.sawTwo(publication.channel, publication.text)).toBe(true);
						}
					}
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
					reached.refused.add(error.code);
					continue;
				}
				if (kind === dropVariant) witness.dropped(each.channel);
				if (kind === approveText) {
					witness.approved(approveText.input.parse(input).variants, actor.id, isSpokesperson);
					if (!isSpokesperson) reached.confirmed += 1;
				}
			}
		}),
		{ numRuns: 700 }
	);
	expect(reached.published).toBeGreaterThan(60);
	expect(reached.confirmed).toBeGreaterThan(5);
	for (const code of ['fourEyes', 'noSpokesperson', 'notApproved', 'changed', 'decided', 'basisChanged', 'notSubmitted', 'paused'])
		expect(reached.refused).toContain(`text.${code}`);
});
