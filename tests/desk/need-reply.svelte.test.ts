import { expect, test } from 'vitest';
import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { CommandType } from '$lib/domain/commands';
import { CommandId, FactId, FindingId, TextId } from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { raiseNeed, setNeedTimes } from '$lib/domain/findings/need';
import { answerTextOf } from '$lib/domain/official-text/basis';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { citeFacts, draftText, writeText } from '$lib/domain/official-text/writing';
import { withdrawText } from '$lib/domain/official-text/publication';
import { NeedReply, newFact } from '$lib/desk/needs/need-reply.svelte';
import { anna, bram, fresh } from '../domain/in-memory-incident';
import { Server } from './incident';

/** Bram answers a question at his desk, while Anna works at another one. */
function answering({ drafted = true } = {}) {
	const server = new Server();
	const { state } = server;
	const need = fresh(FindingId);
	server.do(raiseNeed, { id: need, text: 'Gaan de scholen dicht?', offline: 'telefoon', seenIn: null });
	const text = fresh(TextId);
	if (drafted)
		server.do(
			draftText,
			{
				id: text,
				kind: 'answer',
				about: { kind: 'need', finding: need },
				corrects: null,
				facts: [],
				wordings: [
					{ channel: 'website', text: 'Wij weten het nog niet.' },
					{ channel: 'phone', text: 'Dat weten wij nog niet.' }
				]
			},
			anna
		);
	const stored = new Map<string, string>();
	const storage = {
		getItem: (name: string) => stored.get(name) ?? null,
		setItem: (name: string, value: string) => void stored.set(name, value),
		removeItem: (name: string) => void stored.delete(name)
	};
	const sent: string[] = [];
	const desk = {
		person: { id: bram.id },
		store: { state },
		send: (type: CommandType, input: unknown) => {
			sent.push(type);
			return Promise.resolve(server.deliver({ id: fresh(CommandId), type, input }, bram) as CommandAnswer);
		}
	} as unknown as Desk;
	const open = (): NeedReply => {
		const row = state.needs.get(need);
		if (!row) throw new Error('the need is absent');
		return new NeedReply(desk, row, storage);
	};
	const reply = open();
	const wordsIn = (reply: NeedReply, channel: string) => {
		const found = reply.channels.find((each) => each.channel === channel);
		if (!found) throw new Error(`no ${channel}`);
		return found;
	};
	const storedTextOf = (channel: string): string | undefined =>
		answerTextOf(state, need)?.variants.find((variant) => variant.channel === channel)?.text;
	/** Anna replaces the words of a channel. */
	const write = (channel: 'website' | 'phone', words: string): void => {
		const over = answerTextOf(state, need)?.variants.find((variant) => variant.channel === channel)?.checksum ?? null;
		server.do(writeText, { text, channel, words, over }, anna);
	};
	return { server, state, need, text, reply, open, wordsIn, storedTextOf, write, sent };
}

test('a colleague’s words are not overwritten unseen: edited channels are refused, untouched ones are left alone', async () => {
	const { reply, wordsIn, storedTextOf, write } = answering();
	wordsIn(reply, 'website').words = 'Ja, morgen zijn alle scholen dicht.';
	write('website', 'Nee, de scholen blijven open.');
	write('phone', 'Nee, ze blijven open.');
	expect(await reply.save()).toMatchObject({ kind: 'refused', code: 'text.changed' });
	expect([storedTextOf('website'), storedTextOf('phone')]).toEqual([
		'Nee, de scholen blijven open.',
		'Nee, ze blijven open.'
	]);

	// What a colleague wrote is shown where nothing was typed; where something was, the writer chooses.
	for (const each of reply.channels) each.follow();
	const [website, phone] = [wordsIn(reply, 'website'), wordsIn(reply, 'phone')];
	expect([phone.words, phone.isChanged, phone.isOvertaken]).toEqual(['Nee, ze blijven open.', false, false]);
	expect([website.words, website.isOvertaken]).toEqual(['Ja, morgen zijn alle scholen dicht.', true]);
	website.replaceLogged();
	expect(await reply.save()).toBeNull();
	expect([storedTextOf('website'), storedTextOf('phone')]).toEqual([
		'Ja, morgen zijn alle scholen dicht.',
		'Nee, ze blijven open.'
	]);
	expect(reply.isSaved).toBe(true);

	website.words = 'Toch niet.';
	write('website', 'Alleen de basisscholen.');
	website.takeLogged();
	expect([website.words, website.isChanged]).toEqual(['Alleen de basisscholen.', false]);
});

test('words kept across a reload still belong to the version they were based on', async () => {
	const { reply, open, wordsIn, storedTextOf, write } = answering();
	wordsIn(reply, 'website').words = 'Ja, alle scholen.';
	reply.type();
	const again = open();
	expect([wordsIn(again, 'website').words, wordsIn(again, 'website').isOvertaken]).toEqual([
		'Ja, alle scholen.',
		false
	]);
	write('website', 'Nee.');
	const later = open();
	expect(wordsIn(later, 'website').isOvertaken).toBe(true);
	expect(await later.save()).toMatchObject({ code: 'text.changed' });
	expect(storedTextOf('website')).toBe('Nee.');
	wordsIn(later, 'website').takeLogged();
	expect(wordsIn(open(), 'website').words).toBe('Nee.');
});

test('a stored change is the base of the next one, even before its event arrives', async () => {
	const { reply, wordsIn, storedTextOf, sent } = answering({ drafted: false });
	const website = wordsIn(reply, 'website');
	website.words = 'Wij weten het nog niet.';
	expect(await reply.save()).toBeNull();
	expect([reply.isSaved, website.over]).toEqual([true, wordingChecksum('website', 'Wij weten het nog niet.')]);
	website.words = 'Ja.';
	expect(reply.isSaved).toBe(false);
	expect(await reply.save()).toBeNull();
	expect(storedTextOf('website')).toBe('Ja.');
	expect(sent).toEqual(['text.draft', 'text.write']);
});

test('a stored fact is not stored again when a later step was refused', async () => {
	const { reply, wordsIn, state, write } = answering();
	reply.fact = newFact.known;
	reply.factText = 'De scholen blijven open';
	expect(reply.lacksSource).toBe(true);
	reply.factSource = ' Gemeente ';
	expect(reply.lacksSource).toBe(false);
	wordsIn(reply, 'website').words = 'Ja.';
	write('website', 'Nee.');
	expect(await reply.save()).toMatchObject({ code: 'text.changed' });
	wordsIn(reply, 'website').replaceLogged();
	expect(await reply.save()).toBeNull();
	const facts = [...state.facts.values()];
	expect(facts.map(({ text, source }) => [text, source])).toEqual([['De scholen blijven open', 'Gemeente']]);
	expect(reply.fact).toBe(facts[0]?.id);
});

test('only the changed choice is stored: a colleague’s time and fact stay', async () => {
	const { server, reply, state, need, text } = answering();
	const [pressDeadline, returnsAt] = ['2026-11-20T12:30:00.000Z', '2026-11-20T13:00:00.000Z'];
	server.do(setNeedTimes, { need, pressDeadline }, anna);
	const fact = fresh(FactId);
	server.do(recordFact, { id: fact, text: 'Scholen open', source: 'Gemeente', at: null }, anna);
	server.do(citeFacts, { text, facts: [fact] }, anna);
	reply.returnsAt = returnsAt;
	expect(await reply.save()).toBeNull();
	expect(state.needs.get(need)).toMatchObject({ pressDeadline, returnsAt });
	expect(answerTextOf(state, need)?.facts).toEqual([fact]);
});

test('a withdrawn text is no answer: the next words become a new text', async () => {
	const { server, open, wordsIn, state, need, text } = answering();
	server.do(withdrawText, { text, why: 'Klopt niet.' }, anna);
	expect(answerTextOf(state, need)).toBeUndefined();
	const reply = open();
	wordsIn(reply, 'website').words = 'Ja.';
	expect(await reply.save()).toBeNull();
	expect(answerTextOf(state, need)?.variants.map(({ text: words }) => words)).toEqual(['Ja.']);
});
