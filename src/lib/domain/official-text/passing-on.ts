import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { PublicationId, TextId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { PassedOn } from './official-text';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { Text } from '../core/text';

/** Records which party was asked to pass a publication on. */
export const passOn = command('text.passOn', {
	input: z.strictObject({ text: TextId, publication: PublicationId, to: z.array(Text(80)).min(1).max(20) }),
	allow: deskStaff,
	refusals: ['publication.absent', 'text.absent'],
	decide({ text: id, publication, to }, { state, actor, now }) {
		const text = state.texts.get(id);
		if (!text) throw new Refusal('text.absent');
		if (!text.publications.some((published) => published.id === publication)) throw new Refusal('publication.absent');
		return textPassedOn({ text: id, passed: { publication, to: [...new Set(to)], by: actor.id, at: now } });
	}
});
export const textPassedOn = event('text.passedOn', {
	data: z.object({ text: TextId, passed: PassedOn.omit({ seq: true }) }),
	evolve(state, { text: id, passed }, { seq }) {
		const others = state.texts.get(id)?.passed.filter((each) => each.seq !== seq);
		if (others) change(state.texts, id, { passed: [...others, { ...passed, seq }] });
	}
});
