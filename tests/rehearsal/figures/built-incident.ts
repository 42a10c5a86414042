import { newId } from '$lib/domain/core/new-id';
import { BatchId } from '$lib/domain/core/ids';
import type { Installation } from '../setup/installation';
import { answer, give, openIncident, publish, release, shareLink, storyWith } from '../days/incident';

/*
 * An incident of which hardly two figures are the same, so that a figure in the wrong place is seen. It began 170 minutes
 * before it was opened.
 */
const MINUTES_BEFORE_OPENING = 170;

/** A text of which some people send copies, of different authors. */
export interface Copies {
	readonly text: string;
	readonly platform?: string;
	/**
	 * For each copy: how many minutes ago it was sent. In the minutes that the test takes none leaves the last 10, 30 or 60
	 * minutes.
	 */
	readonly ago: readonly number[];
	/** The first of its authors, of whom the others follow by number; without one each has its own. */
	readonly from?: number;
}

const texts = {
	poisoned: 'Het drinkwater in Waterveen is vergiftigd door het bluswater, drink er niets van',
	denied: 'Onzin dat het drinkwater van Waterveen vergiftigd zou zijn, mijn buurman werkt bij het waterbedrijf',
	closed: 'De brug naar de Kade is ingestort zeggen ze op het plein in Waterveen',
	pets: 'Waar kan ik heen met mijn hond en twee katten uit de Havenstraat in Waterveen',
	school: 'Gaat de basisschool in Waterveen morgen gewoon open of blijven de kinderen thuis',
	windows: 'Moeten de ramen en deuren in Waterveen nog steeds dicht blijven vanwege de rook',
	fear: 'Ik durf vannacht niet te slapen in Waterveen met die vlammen zo dichtbij',
	anger: 'Schandalig dat de gemeente Waterveen weer urenlang niets laat horen over de brand',
	noise: 'Te koop in Waterveen een bijna nieuwe koelkast met vriesvak voor een zacht prijsje',
	help: 'HELP mijn moeder zit vast op de derde verdieping aan de Kade in Waterveen en ademt rook in',
	later: 'Wie haalt mijn buurman op uit de Dijkstraat in Waterveen hij zit in een rolstoel en er is rook',
	before: 'Morgen is het weer rommelmarkt op het plein in Waterveen',
	earlier: 'Zaterdag speelt de harmonie bij de kerk van Waterveen haar zomerconcert',
	unseen: 'De rook trekt nu over de snelweg bij Waterveen richting de polder',
	other: 'Burgemeester van Waterveen komt straks met een verklaring over de brand'
} as const;

const first: readonly Copies[] = [
	{ text: texts.poisoned, ago: [150, 140, 130, 100, 95, 90, 70, 49, 45, 20, 19, 15], from: 1 },
	{ text: texts.denied, ago: [80, 48, 16], from: 20 },
	{ text: texts.closed, ago: [70, 66, 18, 2], platform: 'mastodon', from: 25 },
	{ text: texts.pets, ago: [185, 175, 160, 155, 120, 110, 85, 35, 17, 1], from: 1 },
	{ text: texts.school, ago: [44, 37, 19, 2, 1], from: 40 },
	{ text: texts.windows, ago: [105, 75], platform: 'facebook', from: 50 },
	{ text: texts.fear, ago: [148, 138, 128, 118, 108, 98, 88, 78, 68], from: 60 },
	{ text: texts.anger, ago: [68, 66, 47, 41, 39, 38, 36], platform: 'facebook', from: 70 },
	{ text: texts.noise, ago: [46, 43, 20], from: 80 },
	{ text: texts.help, ago: [18], from: 90 },
	{ text: texts.later, ago: [18], from: 91 },
	{ text: texts.before, ago: [300, 290], from: 95 },
	{ text: texts.earlier, ago: [280], from: 97 },
	{ text: texts.unseen, ago: [20, 19, 18, 17, 16, 2], platform: 'mastodon', from: 100 },
	{ text: texts.other, ago: [1], from: 110 }
];

/** Sends copies to the program as another program does. */
export async function sendCopies(installation: Installation, copies: readonly Copies[]): Promise<void> {
	await push(installation, postsOf(installation, copies));
}
function postsOf(installation: Installation, copies: readonly Copies[]) {
	return copies.flatMap(({ text, ago, platform = 'x', from = 200 }) =>
		ago.map((minutes, i) => {
			const author = `a${String(from + i)}`;
			return {
				externalId: `${text.slice(0, 12)}-${author}-${String(minutes)}`,
				text,
				platform,
				publishedAt: installation.clock.inMinutes(-minutes),
				author: { externalId: author, handle: author, name: author }
			};
		})
	);
}
async function push(installation: Installation, posts: readonly object[]): Promise<void> {
	const { ids, incident } = installation;
	const { status, text } = await installation.people.stranger.ask(
		`/api/v1/incidents/${incident}/sources/${ids.of('figures source')}/posts`,
		{
			method: 'POST',
			headers: { authorization: `Bearer ${ids.of('figures token')}`, 'content-type': 'application/json' },
			body: JSON.stringify({ posts })
		}
	);
	if (status !== 200 || text.includes('"refused"')) throw new Error(`posts: ${String(status)} ${text}`);
}

/** Enters what somebody said to the municipality, such as in a phone call. */
async function enterAtDesk(installation: Installation, platform: string, text: string): Promise<void> {
	const [source] = await installation.sql<{ id: string }[]>`
		select id from source where incident_id = ${installation.incident} and platform = ${platform}`;
	const path = `/api/v1/incidents/${installation.incident}/desk-posts`;
	const { status, text: answered } = await installation.people.analyst.ask(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify({ id: newId(), input: { source: source?.id, text, place: null, author: null } })
	});
	if (status !== 200) throw new Error(`desk post: ${String(status)} ${answered}`);
}

/** As a form takes it: in the time of the Netherlands, without a zone. */
const localMoment = (moment: string): string =>
	new Date(moment).toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' }).slice(0, 16).replace(' ', 'T');

/** Opens it and does what a desk does, until a first report is released. */
export async function buildIncident(installation: Installation): Promise<void> {
	const { ids, people } = installation;
	const began = localMoment(installation.clock.inMinutes(-MINUTES_BEFORE_OPENING));
	installation.incident = await openIncident(installation, 'Brand in de haven van Waterveen', '', began);
	ids.set('figures incident', installation.incident);
	await give(installation, 'analyst', 'source.add', {
		id: ids.make('figures source'),
		name: 'Luisterdienst',
		kind: 'program',
		platform: 'x',
		connection: null,
		key: null
	});
	const { text } = await people.administrator.send('/programs?/make', { name: 'Luisterdienst', scope: 'post' });
	ids.set('figures token', /Bearer ([\w-]{20,})/.exec(text)?.[1] ?? '');
	await sendCopies(installation, first);
	for (const call of ['Mag ik het water drinken', 'Waar is de opvang in Waterveen', 'Hoe lang duurt de rook nog'])
		await enterAtDesk(installation, 'phone', call);
	await enterAtDesk(installation, 'press', 'Hoeveel gewonden zijn er in Waterveen');

	const story = (words: string): Promise<string> => storyWith(installation, words.slice(0, 40));
	const [poisoned, denied, closed, pets, school, windows] = [
		await story(texts.poisoned),
		await story(texts.denied),
		await story(texts.closed),
		await story(texts.pets),
		await story(texts.school),
		await story(texts.windows)
	];
	const rumour = (id: string, text: string, seen: string): Promise<void> =>
		give(installation, 'analyst', 'rumour.signal', {
			id,
			text,
			offline: null,
			seenIn: { story: seen, stance: 'supports' }
		});
	const need = (id: string, text: string, seen: string): Promise<void> =>
		give(installation, 'analyst', 'need.raise', { id, text, offline: null, seenIn: { story: seen, stance: null } });
	await rumour(ids.make('figures rumour'), 'Het drinkwater is vergiftigd', poisoned);
	await give(installation, 'analyst', 'story.label', {
		story: denied,
		remove: [],
		add: [{ kind: 'rumour', finding: ids.of('figures rumour'), stance: 'denies' }]
	});
	await rumour(ids.make('figures open rumour'), 'De brug naar de Kade is ingestort', closed);
	await need(ids.make('figures need'), 'Waar kunnen mensen heen met hun huisdieren?', pets);
	await need(ids.make('figures open need'), 'Gaat de school morgen open?', school);
	await need(ids.make('figures third need'), 'Moeten de ramen dicht blijven?', windows);
	await give(installation, 'analyst', 'story.setSentiment', {
		story: await story(texts.fear),
		emotion: 'fear',
		attitude: 'negative'
	});
	await give(installation, 'analyst', 'story.setSentiment', { story: await story(texts.anger), emotion: 'anger' });
	for (const seen of [
		poisoned,
		denied,
		closed,
		pets,
		school,
		windows,
		await story(texts.fear),
		await story(texts.anger)
	])
		await give(installation, 'analyst', 'story.markLookedAt', { story: seen, outcome: 'looked' });
	await give(installation, 'analyst', 'story.markLookedAt', {
		story: await story(texts.noise),
		outcome: 'notRelevant'
	});
	await give(installation, 'analyst', 'story.setHelp', { story: await story(texts.help), help: 'pinned' });
	await give(installation, 'analyst', 'story.setHelp', { story: await story(texts.later), help: 'passedOn' });

	const fact = ids.make('figures fact');
	await give(installation, 'analyst', 'fact.record', {
		id: fact,
		text: 'Het drinkwater is veilig.',
		source: 'Waterbedrijf',
		at: null
	});
	await give(installation, 'analyst', 'rumour.giveVerdict', {
		rumour: ids.of('figures rumour'),
		verdict: 'false',
		fact
	});
	await publish(installation, ids.make('figures text'), {
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: ids.of('figures rumour') },
		facts: [fact],
		words: 'Het drinkwater in Waterveen is veilig. U kunt het gewoon drinken.'
	});
	await answer(installation, ids.of('figures need'), 'Huisdieren mogen mee naar de opvang.', fact);
	await release(installation, 'Mensen vragen of zij het water kunnen drinken.');
	ids.set('figures link', await shareLink(installation, 'Waterbedrijf'));
}

/** Later: more copies, an edit, a deletion, a split, a merge and a replaced fact; and a second report. */
export async function continueIncident(installation: Installation): Promise<void> {
	const { ids } = installation;
	await sendCopies(installation, [
		{ text: texts.poisoned, ago: [4, 3], from: 15 },
		{ text: texts.anger, ago: [2, 1, 0], platform: 'facebook', from: 78 },
		{ text: texts.pets, ago: [3, 2, 1, 0], from: 120 }
	]);
	// One is edited at its source, and one deleted: both still count.
	const [edited, deleted] = [`${texts.poisoned.slice(0, 12)}-a12-15`, `${texts.pets.slice(0, 12)}-a10-1`];
	await push(installation, [
		{ externalId: edited, text: `${texts.poisoned}!`, platform: 'x' },
		{ externalId: deleted, text: '', platform: 'x', deleted: true }
	]);
	// And somebody asked to be forgotten.
	const [sender] = await installation.sql<{ number: number }[]>`
		select number from author where incident_id = ${installation.incident} and external_id = 'a41'`;
	await give(installation, 'coordinator', 'author.forget', { author: sender?.number, why: 'Verzoek van de afzender' });
	const story = await storyWith(installation, texts.unseen.slice(0, 40));
	const moved = await installation.sql<{ id: string }[]>`
		select id from post where incident_id = ${installation.incident} and story_id = ${story} order by at limit 2`;
	await give(installation, 'analyst', 'story.split', {
		story,
		posts: moved.map(({ id }) => id),
		into: ids.make('figures split'),
		batch: BatchId.parse(newId())
	});
	await give(installation, 'analyst', 'story.merge', {
		story: await storyWith(installation, texts.other.slice(0, 40)),
		into: story,
		batch: BatchId.parse(newId())
	});
	await give(installation, 'analyst', 'fact.replace', {
		replaces: ids.of('figures fact'),
		id: ids.make('figures new fact'),
		source: 'Waterbedrijf',
		at: null,
		text: 'Het drinkwater is veilig, behalve aan de Kade.'
	});
	await release(installation, 'Mensen vragen nog steeds waar zij heen kunnen.');
}

/** Later still: more copies and a third report. */
export async function finishIncident(installation: Installation): Promise<void> {
	installation.clock.moveTo(installation.clock.inMinutes(20));
	await sendCopies(installation, [
		{ text: texts.other, ago: [2, 1, 0], platform: 'facebook', from: 140 },
		{ text: texts.poisoned, ago: [1], from: 150 },
		{ text: texts.anger, ago: [2, 1], platform: 'facebook', from: 160 }
	]);
	await release(installation, 'Mensen vragen hoe lang de ramen dicht moeten blijven.');
}
