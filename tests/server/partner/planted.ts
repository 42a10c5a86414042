import { ActionId, AdviceId, FactId, QuoteId, SourceId } from '$lib/domain/core/ids';
import { anna, bram, fresh } from '../../domain/in-memory-incident';
import type { FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';

/** What must never reach a partner, planted where it could leak. */
export const canaries = {
	author: 'Kanarie-Afzender',
	handle: 'kanarie_handle',
	externalId: 'kanarie-extern',
	post: 'Kanarietekst',
	draft: 'Kanarieconcept',
	colleague: 'Kanarie Collega',
	email: 'kanarie@collega.example',
	label: 'Kanarielink',
	other: 'Kanarie-incident',
	reason: 'Kanariereden'
};

/** Personal details that people typed in their own words, each in one field. */
const details: string[] = [];
/** Words of which three parts identify a person, and the name of a known author. */
function personal(words: string): string {
	const number = String(details.length + 10);
	const own = [`06-${55_500_000 + Number(number)}`, `lek${number}@voorbeeld.example`, `@lekkend_${number}`] as const;
	details.push(...own);
	return `${words} Bel ${own[0]}, mail ${own[1]} of volg ${own[2]}, zei ${canaries.author}.`;
}

/** An incident with two reports and much confidential content, and a second incident. */
export interface Planted {
	readonly fixture: IncidentFixture;
	readonly elsewhere: IncidentFixture;
}

export async function plant(database: FreshDatabase): Promise<Planted> {
	const fixture = await IncidentFixture.begin(database, { title: `Brand <Zuiderpark> & "omgeving" ${personal('')}` });
	const elsewhere = await IncidentFixture.begin(database, { title: canaries.other });
	for (const [person, name] of [
		[bram, canaries.colleague],
		[anna, `${canaries.colleague} 2`]
	] as const)
		await database.sql`insert into "user" (id, name, email, email_verified, created_at, updated_at)
			values (${person.id}, ${name}, ${`${person.id.slice(-8)}.${canaries.email}`}, true, now(), now())`;
	const author = { externalId: canaries.externalId, handle: canaries.handle, name: canaries.author, followers: 5 };
	await fixture.deliver(
		...Array.from({ length: 30 }, (_, i) =>
			fixture.post('x', `boos; ${canaries.post} ${i} @${canaries.handle}`, 10 + i, { author })
		),
		fixture.post('press', `boos; ${canaries.post} vraagt de krant`, 50),
		fixture.post('x', 'omroep; Rook boven de wijk, zegt @kanarie_handle', 52, {
			author: { externalId: 'o', handle: 'omroep', name: 'Omroep Waterveen', kind: 'media', followers: 1 }
		})
	);
	await fixture.raise('need.raise', 'Gaan de scholen dicht?', 'boos');
	const rumour = await fixture.raise('rumour.signal', 'Het <b>water</b> is vergiftigd', 'boos');
	await fixture.raise('meaning.record', 'De vergunning', 'boos', { theme: 'blame' });
	const fact = fresh(FactId);
	await fixture.send('fact.record', { id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: null }, anna);
	await fixture.send('rumour.giveVerdict', { rumour, verdict: 'false', fact }, anna);
	await fixture.send('story.setSentiment', {
		story: await fixture.story('boos'),
		emotion: 'fear',
		attitude: 'negative'
	});
	await fixture.send('story.markLookedAt', { story: await fixture.story('boos'), outcome: 'looked' });
	await fixture.send('story.setHelp', { story: await fixture.story('boos'), help: 'passedOn' });
	const [post] = await fixture.postsOf(await fixture.story('boos'));
	await fixture.send('quote.choose', {
		id: fresh(QuoteId),
		post,
		text: 'Ik durf mijn kind niet op te halen',
		speaker: 'een ouder'
	});
	await fixture.send('source.setState', {
		source: fixture.sources.get('mastodon'),
		state: 'paused',
		why: canaries.reason
	});
	await fixture.send('advice.write', {
		id: fresh(AdviceId),
		goal: 'informing',
		what: 'Zeg iets over de scholen',
		who: 'beleidsteam',
		channel: '',
		audience: '',
		tone: '',
		urgency: 'high'
	});
	await plantDetails(fixture);
	await fixture.write('brief', personal('Mensen willen weten of de scholen dichtgaan.'));
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
	await fixture.release(90);
	await fixture.write('reading', canaries.draft);
	await fixture.write('certainty', 'Veel berichten', { certainty: 'middle' });
	for (const section of ['brief', 'counterSignals']) await elsewhere.write(section, canaries.other);
	await elsewhere.release(30);
	return { fixture, elsewhere };
}

/** Personal details in every field of words that partners read. */
async function plantDetails(fixture: IncidentFixture): Promise<void> {
	const source = fresh(SourceId);
	const file = { kind: 'file', platform: 'x', connection: null, key: null };
	await fixture.send('source.add', { id: source, name: `${personal('tips van')}csv`, ...file });
	for (const command of ['need.raise', 'rumour.signal', 'behaviour.record', 'meaning.record'])
		await fixture.raise(command, personal('Wie helpt?'), 'boos', {
			offline: personal('Op straat gehoord.'),
			...(command === 'behaviour.record' ? { effect: 'enlarges' } : {}),
			...(command === 'meaning.record' ? { theme: 'blame' } : {})
		});
	const state = fixture.logs.state(fixture.incident);
	const [behaviour] = [...(state?.behaviours.keys() ?? [])];
	await fixture.send('behaviour.assess', { behaviour, effect: 'enlarges', advice: personal('Vraag het ons.') });
	const [, rumour] = [...(state?.rumours.keys() ?? [])];
	await fixture.send('rumour.verify', {
		rumour,
		body: personal('De wacht.'),
		question: personal('Klopt dit?'),
		deadline: null
	});
	await fixture.send(
		'fact.record',
		{ id: fresh(FactId), text: personal('De weg is open.'), source: personal('De wacht.'), at: null },
		anna
	);
	const advice = fresh(AdviceId);
	await fixture.send('advice.write', {
		id: advice,
		goal: 'informing',
		urgency: 'high',
		what: personal('Zeg iets.'),
		who: personal('Wij.'),
		channel: personal('Per brief.'),
		audience: personal('Voor ouders.'),
		tone: personal('Rustig.')
	});
	const over = fixture.logs.state(fixture.incident)?.advice.get(advice)?.seq;
	await fixture.send('advice.decide', {
		advice,
		over,
		outcome: 'postponed',
		why: personal('Te vroeg.'),
		effect: personal('Rust.'),
		who: personal('Het team.')
	});
	await fixture.send('action.record', {
		id: fresh(ActionId),
		channel: personal('Website.'),
		text: personal('Er staat een bericht.'),
		at: null
	});
	for (const section of ['meaning', 'expected', 'watch']) await fixture.write(section, personal('Wat er speelt.'));
}

/** What must not be found in anything that a partner gets. */
export const forbiddenIn = ({ fixture }: Planted): string[] => [
	...Object.values(canaries),
	...details,
	...[bram, anna].map(({ id }) => id),
	...fixture.sources.values()
];
