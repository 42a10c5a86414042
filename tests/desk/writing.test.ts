import { expect, test } from 'vitest';
import { firstDraft, holdingDraft } from '$lib/desk/writing/first-draft';
import { assertion, channelTips, readingTips } from '$lib/desk/writing/reading-help';
import { factsFor } from '$lib/desk/writing/relevant-facts';
import { statedFact } from '$lib/domain/official-text/basis';
import { FactId } from '$lib/domain/core/ids';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { answerInquiry, makeFactOfAnswer, verifyRumour } from '$lib/domain/findings/inquiry';
import { citeFacts } from '$lib/domain/official-text/writing';
import { hasParts, partsOf } from '$lib/desk/writing/three-parts';
import { wordsIn } from '$lib/i18n/words';
import { bram, fresh } from '../domain/in-memory-incident';
import { TextWorkflow } from '../domain/texts';

const { nl } = { nl: wordsIn('nl') };
const draftOf = (workflow: TextWorkflow) => firstDraft(workflow.state, workflow.state.rumours.get(workflow.rumour), nl);

test('the first words come from the fact, the verdict and the source; without a verdict there are none', () => {
	const workflow = new TextWorkflow();
	expect(draftOf(workflow).every(({ text }) => text === '')).toBe(true);
	const [website, x] = draftOf(workflow.judge());
	expect(website?.text).toMatch(
		/^Het water is veilig\n\nU leest misschien: ‘Het water is vergiftigd’\. Dat klopt niet\.\n\nDit meldt Waterbedrijf, \d\d\.\d\d uur\.$/
	);
	expect(x?.text).toBe('Het water is veilig. U leest misschien: ‘Het water is vergiftigd’. Dat klopt niet.');
	// A fact that no longer holds is not written down again.
	workflow.when(
		replaceFact,
		{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het', source: 'GGD', at: null },
		bram
	);
	expect(draftOf(workflow).every(({ text }) => text === '')).toBe(true);
});

test('an organisation’s answer is quoted in its name, as its ‘wij’ is not ours', () => {
	const workflow = new TextWorkflow();
	const inquiry = { rumour: workflow.rumour, inquiry: 0 };
	const [fact, text] = [fresh(FactId), 'Wij hebben het water gemeten en het is veilig'];
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GGD', question: null, deadline: null }, bram);
	workflow.when(answerInquiry, { ...inquiry, text }, bram);
	workflow.when(makeFactOfAnswer, { ...inquiry, id: fact, text, source: 'GGD', at: null, verdict: 'false' }, bram);
	const drafts = draftOf(workflow);
	expect(drafts).toHaveLength(3);
	for (const { text: words } of drafts) expect(words).toMatch(/^GGD meldt: ‘Wij hebben het water gemeten/);
	const stated = workflow.state.facts.get(fact);
	expect(stated && statedFact(workflow.state, stated)).toMatch(/^GGD meldt: ‘Wij/);
	const own = workflow.state.facts.get(workflow.fact);
	expect(own && statedFact(workflow.state, own)).toBe('Het water is veilig');
});

test('relevant facts come first: those the text cites, and those that share a significant word with its subject', () => {
	const workflow = new TextWorkflow().judge().draft({ website: 'Veilig' });
	const record = (text: string): FactId => {
		const id = fresh(FactId);
		workflow.when(recordFact, { id, text, source: 'GGD', at: null }, bram);
		return id;
	};
	const [alike, other] = [record('Niemand is vergiftigd'), record('De opvang is in de sporthal')];
	const found = () => {
		const { relevant, others } = factsFor(workflow.state, workflow.row);
		return [relevant.map(({ id }) => id), others.map(({ id }) => id)];
	};
	expect(found()).toEqual([[workflow.fact, alike], [other]]);
	workflow.when(citeFacts, { text: workflow.text, facts: [other] }, bram);
	expect(found()).toEqual([[workflow.fact, alike, other], []]);
});

test('each channel has its own tips: spoken, posted, read and quoted', () => {
	expect(channelTips('phone', 'Kijk op https://waterveen.example (24/7).')).toEqual(['saidLink', 'saidBrackets']);
	expect(channelTips('phone', `${'woord '.repeat(16)}.`)).toEqual(['saidLong']);
	expect(channelTips('x', 'HELE WIJK BLIJF binnen #een #twee #drie')).toEqual(['noLink', 'hashtags', 'capitals']);
	expect(channelTips('x', 'Blijf binnen. Lees meer: https://waterveen.example')).toEqual([]);
	expect(channelTips('website', 'Een. Twee. Drie. Vier. Vijf.')).toEqual(['longParagraph']);
	expect(channelTips('website', 'Een. Twee.\n\nDrie. Vier. Vijf.')).toEqual([]);
	expect(channelTips('press', 'Het water is veilig.')).toEqual(['noTime']);
	expect(channelTips('press', 'Het water is sinds 14.40 uur veilig.')).toEqual([]);
	expect(channelTips('x', ' ')).toEqual([]);
});

test('drafted words end each sentence once, are written for callers on the phone channel, and quote the claim as it is', () => {
	const claims = ['Het water is giftig', 'Het water is giftig.', 'Is het water giftig?', 'Weg hier!', 'Het water…'];
	const facts = [
		'Het water is veilig',
		'Het water is veilig.',
		'De GGD zegt: ‘Het is veilig.’',
		'Het is veilig (gemeten.)'
	];
	for (const text of claims)
		for (const statement of facts) {
			const workflow = new TextWorkflow().judge();
			const rumour = workflow.state.rumours.get(workflow.rumour);
			const fact = workflow.state.facts.get(workflow.fact);
			if (!rumour || !fact) throw new Error('no rumour');
			const state = { ...workflow.state, facts: new Map([[fact.id, { ...fact, text: statement }]]) };
			const claimed = { ...rumour, text };
			const drafts = [...firstDraft(state, claimed, nl), ...holdingDraft(claimed, nl)];
			expect(drafts).toHaveLength(6);
			for (const { channel, text: words } of drafts) {
				expect(words, words).not.toMatch(/[.!?…][’)]*\.|\.\./);
				expect(words).toContain(text.replace(/\.$/, ''));
				if (channel === 'phone') expect(words).not.toMatch(/\blee?s/i);
			}
		}
});

test('the three fields are for words that have these parts, so that no rebuttal ends up in the first one', () => {
	const workflow = new TextWorkflow().judge();
	const [website, x] = draftOf(workflow);
	expect([website, x].map((each) => hasParts(each?.text ?? ''))).toEqual([true, false]);
	expect(hasParts(' ')).toBe(true);
	for (const text of [website?.text ?? '', 'Een.\n\nTwee.']) expect(partsOf(text).misunderstanding).not.toBe('');
});

test('a holding statement that says what is so is pointed out, and one that was filled in from a claim is not', () => {
	const rumour = { text: 'Er zijn twee doden. Het is hier niet veilig!', judged: null };
	for (const language of ['nl', 'en'] as const)
		for (const { text } of holdingDraft(rumour, wordsIn(language))) {
			expect(text).toContain('twee doden');
			expect(assertion(text)).toBeNull();
		}
	for (const text of [
		'Wij zoeken dit uit.',
		'Is het veilig? Dat weten wij nog niet.',
		'Of er doden zijn, weten wij nog niet.',
		''
	])
		expect(assertion(text), text).toBeNull();
	for (const text of [
		'Wij zoeken dit uit. Het water is veilig.',
		'Dat klopt niet.',
		'Er zijn geen doden. Meer nieuws om 15.00 uur.'
	])
		expect(assertion(text), text).not.toBeNull();
});

test('a sentence gets one tip, whatever is wrong with it', () => {
	const long =
		'Indien mogelijk wordt de weg die langs het water loopt en door de wijk gaat vandaag en morgen door de gemeente afgesloten.';
	expect(readingTips(long)).toHaveLength(1);
	expect(readingTips(`${long} Gelieve tevens te bellen. De weg wordt gecontroleerd.`)).toMatchObject([
		{ kind: 'long' },
		{ kind: 'hard' },
		{ kind: 'passive' }
	]);
});
