import { expect, test } from 'vitest';
import { FactId, momentOf, TextId } from '$lib/domain/core/ids';
import { replaceFact } from '$lib/domain/findings/fact';
import { correctEverywhere } from '$lib/domain/official-text/correcting';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { sheetOf } from '$lib/server/out/official-text/approval-sheet';
import { anna, bram, fresh } from '../../domain/in-memory-incident';
import { TextWorkflow } from '../../domain/texts';

const WORDS = { website: 'Het kraanwater is veilig.', x: 'Water uit de kraan kunt u drinken.' };

function sheet(workflow: TextWorkflow, id: TextId) {
	const text = workflow.state.texts.get(id);
	if (!text) throw new Error('no text');
	return sheetOf(workflow.state, text, anna, momentOf(workflow.wall));
}

test('the approver of a correction reads per channel what is there, and that the verdict is under review', () => {
	const workflow = new TextWorkflow().judge().draft(WORDS).submit().approve().publish('website').publish('x');
	expect(sheet(workflow, workflow.text)).toMatchObject({ isUnderReview: false, variants: [{ corrects: [] }, {}] });
	const [news, id] = [fresh(FactId), fresh(TextId)];
	const fact = { id: news, text: 'Kook het kraanwater', source: 'GGD', at: null };
	workflow.later(1).when(replaceFact, { replaces: workflow.fact, ...fact }, bram);
	const wordings = [
		{ channel: 'website', text: 'Kook het.' },
		{ channel: 'x', text: 'Kook het.' }
	];
	const asked = { id, corrects: [workflow.text], facts: [news], wordings, waived: [], requestedFrom: null };
	workflow.when(correctEverywhere, asked, bram);
	const { variants, isUnderReview } = sheet(workflow, id);
	expect(variants.map(({ channel, corrects }) => [channel, corrects.map(({ words }) => words)])).toEqual([
		['website', [WORDS.website]],
		['x', [WORDS.x]]
	]);
	expect(isUnderReview).toBe(true);
	const citing = { what: 'verdict', of: workflow.rumour };
	workflow.when(reviewCitation, { fact: workflow.fact, citing, why: 'Het gif is er niet' }, anna);
	expect(sheet(workflow, id).isUnderReview).toBe(false);
});
