import { AdviceId, FactId, QuoteId } from '$lib/domain/core/ids';
import { anna, bram, fresh } from '../../domain/sample';
import type { FreshDatabase } from '../database';
import { Night } from '../report/night';

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

/** A night with two reports and much confidential content, and another incident beside it. */
export interface Planted {
	readonly night: Night;
	readonly elsewhere: Night;
}

export async function plant(database: FreshDatabase): Promise<Planted> {
	const night = await Night.begin(database, { title: 'Brand <Zuiderpark> & "omgeving"' });
	const elsewhere = await Night.begin(database, { title: canaries.other });
	for (const [person, name] of [
		[bram, canaries.colleague],
		[anna, `${canaries.colleague} 2`]
	] as const)
		await database.sql`insert into "user" (id, name, email, email_verified, created_at, updated_at)
			values (${person.id}, ${name}, ${`${person.id.slice(-8)}.${canaries.email}`}, true, now(), now())`;
	const author = { externalId: canaries.externalId, handle: canaries.handle, name: canaries.author, followers: 5 };
	await night.deliver(
		...Array.from({ length: 30 }, (_, i) =>
			night.post('x', `boos; ${canaries.post} ${i} @${canaries.handle}`, 10 + i, { author })
		),
		night.post('press', `boos; ${canaries.post} vraagt de krant`, 50),
		night.post('x', 'omroep; Rook boven de wijk, zegt @kanarie_handle', 52, {
			author: { externalId: 'o', handle: 'omroep', name: 'Omroep Waterveen', kind: 'media', followers: 1 }
		})
	);
	await night.raise('need.raise', 'Gaan de scholen dicht?', 'boos');
	const rumour = await night.raise('rumour.signal', 'Het <b>water</b> is vergiftigd', 'boos');
	await night.raise('meaning.note', 'De vergunning', 'boos', { theme: 'blame' });
	const fact = fresh(FactId);
	await night.send('fact.record', { id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: null }, anna);
	await night.send('rumour.giveVerdict', { rumour, verdict: 'false', fact }, anna);
	await night.send('story.feel', { story: await night.story('boos'), emotion: 'fear', attitude: 'negative' });
	await night.send('story.look', { story: await night.story('boos'), outcome: 'looked' });
	await night.send('story.setHelp', { story: await night.story('boos'), help: 'passedOn' });
	const [post] = await night.postsOf(await night.story('boos'));
	await night.send('quote.choose', {
		id: fresh(QuoteId),
		post,
		text: 'Ik durf mijn kind niet op te halen',
		speaker: 'een ouder'
	});
	await night.send('source.setState', { source: night.sources.get('mastodon'), state: 'paused', why: canaries.reason });
	await night.send('advice.write', {
		id: fresh(AdviceId),
		goal: 'informing',
		what: 'Zeg iets over de scholen',
		who: 'beleidsteam',
		channel: '',
		audience: '',
		tone: '',
		urgency: 'high'
	});
	await night.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
	await night.write('counterSignals', '', { noneFound: true });
	await night.release(60);
	await night.release(90);
	await night.write('reading', canaries.draft);
	await night.write('certainty', 'Veel berichten', { certainty: 'middle' });
	for (const section of ['brief', 'counterSignals']) await elsewhere.write(section, canaries.other);
	await elsewhere.release(30);
	return { night, elsewhere };
}

/** What must not be found in anything that a partner gets. */
export const forbiddenIn = ({ night }: Planted): string[] => [
	...Object.values(canaries),
	...[bram, anna].map(({ id }) => id),
	...night.sources.values()
];
