import { wordingChecksum } from '$lib/domain/official-text/official-text';
import type { Installation } from '../setup/installation';
import { approveAndPublish, give, release } from './incident';
import { signInAll } from './set-up';

/** Sessions have ended; a second report; a fact turns out to be wrong, and what was published is corrected. */
export async function dayTwo(installation: Installation, morning: string): Promise<void> {
	const { ids, clock } = installation;
	clock.moveTo(morning);
	await signInAll(installation);
	await release(installation, 'Mensen vragen hoe lang de rook nog blijft.');

	const [old, news, rumour] = [ids.of('fact'), ids.make('new fact'), ids.of('rumour')];
	await give(installation, 'analyst', 'fact.replace', {
		replaces: old,
		id: news,
		text: 'Het drinkwater is veilig, behalve in de Kade.',
		source: 'Waternet',
		at: null
	});
	await give(installation, 'analyst', 'rumour.giveVerdict', { rumour, verdict: 'partly', fact: news });
	const words = 'Wij schreven dat het drinkwater veilig is. Dat klopt niet in de Kade: kook het water daar.';
	await give(installation, 'analyst', 'text.correct', {
		id: ids.make('correction'),
		corrects: [ids.of('text')],
		facts: [news],
		waived: [],
		requestedFrom: null,
		wordings: [{ channel: 'website', text: words }]
	});
	await approveAndPublish(installation, ids.of('correction'), [
		{ channel: 'website', checksum: wordingChecksum('website', words) }
	]);
}
