import type { Installation } from '../world/installation';
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
export async function dayOne(world: Installation, morning: string, expectedEnd: string): Promise<void> {
	const { ids } = world;
	await setUp(world);
	world.clock.moveTo(morning);
	await signInAll(world);
	await world.people.spokesperson.give(null, 'prepared.draft', {
		id: ids.make('prepared'),
		kind: 'holding',
		title: 'Eerste bericht bij brand',
		incidents: ['fire'],
		wordings: [{ channel: 'website', text: 'Er is brand in [plaats].' }]
	});
	ids.set('exercise', await openExercise(world));
	await earlierIncident(world, expectedEnd);

	world.incident = await openIncident(world, 'Brand in de haven', expectedEnd);
	publishOnFeed(
		world,
		'Grote brand in Amsterdam: het drinkwater zou vergiftigd zijn',
		'Brand Amsterdam: waar kunnen bewoners met hun huisdieren heen?',
		'Brand Amsterdam: rook is tot ver buiten de stad te zien'
	);
	await connectFeed(world);
	const [poisoned, pets, smoke] = [
		await storyWith(world, 'vergiftigd'),
		await storyWith(world, 'huisdieren'),
		await storyWith(world, 'rook is')
	];

	ids.set('story', smoke);
	ids.set('post', await postOf(world, smoke));
	await give(world, 'analyst', 'source.add', {
		id: ids.make('source'),
		name: 'Meldkamer',
		kind: 'program',
		platform: 'other',
		connection: null,
		key: null
	});

	const [rumour, need, fact] = [ids.make('rumour'), ids.make('need'), ids.make('fact')];
	await give(world, 'analyst', 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: null,
		seenIn: { story: poisoned, stance: 'supports' }
	});
	await give(world, 'analyst', 'need.raise', {
		id: need,
		text: 'Waar kan ik heen met mijn huisdier?',
		offline: null,
		seenIn: { story: pets, stance: null }
	});
	await give(world, 'analyst', 'story.feel', { story: smoke, emotion: 'fear' });
	await give(world, 'analyst', 'story.look', { story: smoke, outcome: 'looked' });

	await give(world, 'analyst', 'fact.record', {
		id: fact,
		text: 'Het drinkwater is veilig.',
		source: 'Waternet',
		at: null
	});
	await give(world, 'analyst', 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	await publish(world, ids.make('text'), {
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: rumour },
		facts: [fact],
		words: 'Het drinkwater is veilig. U kunt het gewoon drinken.'
	});
	await answer(world, need, 'Huisdieren mogen mee naar de opvang.', fact);

	await release(world, 'Mensen vragen vooral of zij het water kunnen drinken.');
	world.link = await shareLink(world, 'Waternet');
	await world.people.stranger.ask(world.link);
}

/** An earlier incident, which is closed by now: an archive can be made of it. */
async function earlierIncident(world: Installation, expectedEnd: string): Promise<void> {
	world.incident = await openIncident(world, 'Stroomstoring', expectedEnd);
	const { ids, incident } = world;
	ids.set('closed', incident);
	await give(world, 'analyst', 'fact.record', {
		id: ids.make('earlier fact'),
		text: 'De stroom is terug.',
		source: 'Liander',
		at: null
	});
	await release(world, 'Mensen vroegen wanneer de stroom terug is.');
	await give(world, 'coordinator', 'incident.close', {});
}
