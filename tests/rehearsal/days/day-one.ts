import type { Installation } from '../setup/installation';
import {
	answer,
	connectFeed,
	give,
	openExercise,
	openIncident,
	postOf,
	publish,
	publishOnFeed,
	release,
	shareLink,
	storyWith
} from './incident';
import { setUp, signInAll } from './set-up';

/**
 * Set-up and people, the day before. Then an incident with sources, labels and texts, and its first report.
 * @param morning with its time zone, a day and more after now: accounts belong to who opened them by then, and sessions
 *   have ended
 */
export async function dayOne(installation: Installation, morning: string, expectedEnd: string): Promise<void> {
	const { ids } = installation;
	await setUp(installation);
	installation.clock.moveTo(morning);
	await signInAll(installation);
	await installation.people.spokesperson.give(null, 'prepared.draft', {
		id: ids.make('prepared'),
		kind: 'holding',
		title: 'Eerste bericht bij brand',
		incidents: ['fire'],
		wordings: [{ channel: 'website', text: 'Er is brand in [plaats].' }]
	});
	ids.set('exercise', await openExercise(installation));
	await earlierIncident(installation, expectedEnd);

	installation.incident = await openIncident(installation, 'Brand in de haven', expectedEnd);
	publishOnFeed(
		installation,
		'Grote brand in Amsterdam: het drinkwater zou vergiftigd zijn',
		'Brand Amsterdam: waar kunnen bewoners met hun huisdieren heen?',
		'Brand Amsterdam: rook is tot ver buiten de stad te zien'
	);
	await connectFeed(installation);
	const [poisoned, pets, smoke] = [
		await storyWith(installation, 'vergiftigd'),
		await storyWith(installation, 'huisdieren'),
		await storyWith(installation, 'rook is')
	];

	ids.set('story', smoke);
	ids.set('post', await postOf(installation, smoke));
	await give(installation, 'analyst', 'source.add', {
		id: ids.make('source'),
		name: 'Meldkamer',
		kind: 'program',
		platform: 'other',
		connection: null,
		key: null
	});

	const [rumour, need, fact] = [ids.make('rumour'), ids.make('need'), ids.make('fact')];
	await give(installation, 'analyst', 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: null,
		seenIn: { story: poisoned, stance: 'supports' }
	});
	await give(installation, 'analyst', 'need.raise', {
		id: need,
		text: 'Waar kan ik heen met mijn huisdier?',
		offline: null,
		seenIn: { story: pets, stance: null }
	});
	await give(installation, 'analyst', 'story.setSentiment', { story: smoke, emotion: 'fear' });
	await give(installation, 'analyst', 'story.markLookedAt', { story: smoke, outcome: 'looked' });

	await give(installation, 'analyst', 'fact.record', {
		id: fact,
		text: 'Het drinkwater is veilig.',
		source: 'Waternet',
		at: null
	});
	await give(installation, 'analyst', 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	await publish(installation, ids.make('text'), {
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: rumour },
		facts: [fact],
		words: 'Het drinkwater is veilig. U kunt het gewoon drinken.'
	});
	await answer(installation, need, 'Huisdieren mogen mee naar de opvang.', fact);

	await release(installation, 'Mensen vragen vooral of zij het water kunnen drinken.');
	installation.link = await shareLink(installation, 'Waternet');
	await installation.people.stranger.ask(installation.link);
}

/** An earlier incident, which is closed by now: an archive can be made of it. */
async function earlierIncident(installation: Installation, expectedEnd: string): Promise<void> {
	installation.incident = await openIncident(installation, 'Stroomstoring', expectedEnd);
	const { ids, incident } = installation;
	ids.set('closed', incident);
	await give(installation, 'analyst', 'fact.record', {
		id: ids.make('earlier fact'),
		text: 'De stroom is terug.',
		source: 'Liander',
		at: null
	});
	await release(installation, 'Mensen vroegen wanneer de stroom terug is.');
	await give(installation, 'coordinator', 'incident.close', {});
}
