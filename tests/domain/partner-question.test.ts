import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { FindingId, momentOf, ReplyId, ShareLinkId } from '$lib/domain/core/ids';
import { mergeFindings } from '$lib/domain/findings/merge';
import { answerInquiry } from '$lib/domain/findings/inquiry';
import { signalRumour } from '$lib/domain/findings/rumour';
import { closeIncident, openIncident } from '$lib/domain/incident/incident';
import {
	askByLink,
	inquiryOf,
	questionState,
	answerQuestion,
	takeOverReply,
	waitingReplies
} from '$lib/domain/partner/question';
import { revokeShareLink, setLinkFigures, setLinkSignals, SHARE_LINK_MAXIMUM } from '$lib/domain/report/share-link';
import { bram, carla, fresh, opening, InMemoryIncident, system } from './in-memory-incident';

let incident: InMemoryIncident;
let rumour: FindingId;
const raised = (text: string): FindingId => {
	const id = fresh(FindingId);
	incident.when(signalRumour, { id, text, offline: 'aan de telefoon', seenIn: null }, bram);
	return id;
};
beforeEach(() => {
	incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	rumour = raised('Het drinkwater is vergiftigd');
});

const MINUTE = 60_000;
const question = (to: object = {}) => ({
	link: fresh(ShareLinkId),
	rumour,
	body: 'Waterbedrijf',
	question: 'Is het drinkwater veilig?',
	deadline: null,
	hash: checksumOf('geheim'),
	expires: momentOf(incident.wall + 60 * MINUTE),
	...to
});
const askPartner = (to: object = {}): ShareLinkId => {
	const input = question(to);
	incident.when(askByLink, input, bram);
	return input.link;
};
const reply = (link: ShareLinkId, text = 'Het water is veilig.') => {
	const id = fresh(ReplyId);
	incident.when(answerQuestion, { id, link, text, from: 'dienstdoende' }, system);
	return id;
};
const stateOf = (link: ShareLinkId) => {
	const found = incident.state.partnerQuestions.get(link);
	return found && questionState(incident.state, found, momentOf(incident.wall));
};
const inquiriesOf = (of: FindingId) => incident.state.rumours.get(of)?.inquiries ?? [];

test('a reply waits, and becomes the answer of the inquiry only when a person takes it over, with the moment of the reply', () => {
	const link = askPartner();
	expect(inquiriesOf(rumour)).toMatchObject([{ body: 'Waterbedrijf', answer: null }]);
	expect(stateOf(link)).toBe('asked');
	incident.wall += 8 * MINUTE;
	const repliedAt = momentOf(incident.wall);
	const id = reply(link);
	expect(stateOf(link)).toBe('replied');
	expect(inquiriesOf(rumour)).toMatchObject([{ answer: null }]);
	expect(incident.state.facts.size).toBe(0);
	incident.wall += 5 * MINUTE;
	incident.when(takeOverReply, { link, reply: id }, carla);
	expect(inquiriesOf(rumour)).toMatchObject([
		{ answer: { text: 'Het water is veilig.', from: 'dienstdoende', at: repliedAt, by: carla.id } }
	]);
	expect(stateOf(link)).toBe('taken');
	expect(incident.state.facts.size).toBe(0);
	expect(() => incident.when(takeOverReply, { link, reply: id }, bram)).toThrow('inquiry.answered');
	expect(() => reply(link)).toThrow('question.closed');
});

test('the log records who asked, what was answered, and who took it over', () => {
	const link = askPartner();
	const id = reply(link);
	incident.when(takeOverReply, { link, reply: id }, bram);
	expect(incident.log.map(({ type }) => type).filter((type) => /^question|inquiry|verifying/i.test(type))).toEqual([
		'rumour.verifying',
		'question.asked',
		'question.answered',
		'rumour.inquiryAnswered',
		'question.taken'
	]);
});

test('a person can take over only the latest reply, so a newer one is not skipped unread', () => {
	const link = askPartner();
	const first = reply(link, 'Wij zoeken het uit.');
	const second = reply(link, 'Het water is veilig.');
	expect(() => incident.when(takeOverReply, { link, reply: first }, bram)).toThrow('question.changed');
	incident.when(takeOverReply, { link, reply: second }, bram);
	expect(inquiriesOf(rumour)[0]?.answer?.text).toBe('Het water is veilig.');
	const { reply: last, earlier } = incident.state.partnerQuestions.get(link) ?? {};
	expect(
		[...(earlier ?? []), last].map((each) => each?.text),
		'the first stays beside it'
	).toEqual(['Wij zoeken het uit.', 'Het water is veilig.']);
});

describe('a link accepts a reply', () => {
	test('until it expires; an earlier reply keeps waiting', () => {
		const [late, before] = [askPartner(), askPartner()];
		const id = reply(before);
		incident.wall += 60 * MINUTE;
		expect([stateOf(late), stateOf(before)]).toEqual(['ended', 'replied']);
		for (const link of [late, before]) expect(() => reply(link)).toThrow('question.closed');
		incident.when(takeOverReply, { link: before, reply: id }, bram);
		expect(stateOf(before)).toBe('taken');
	});

	test('until a person closes it, which also discards a waiting reply', () => {
		const link = askPartner();
		const id = reply(link);
		incident.when(revokeShareLink, { link }, bram);
		expect(stateOf(link)).toBe('ended');
		expect(waitingReplies(incident.state, momentOf(incident.wall))).toEqual([]);
		expect(() => reply(link)).toThrow('question.closed');
		expect(() => incident.when(takeOverReply, { link, reply: id }, bram)).toThrow('question.closed');
	});

	test('until the body answered by phone', () => {
		const link = askPartner();
		incident.when(answerInquiry, { rumour, inquiry: 0, text: 'Het is veilig' }, bram);
		expect(stateOf(link)).toBe('settled');
		expect(() => reply(link)).toThrow('question.closed');
	});

	test('until the incident is closed', () => {
		const link = askPartner();
		incident.when(closeIncident, {}, carla);
		expect(() => reply(link)).toThrow('incident.closed');
	});
});

test('a reply about a merged rumour goes to the rumour it was merged into', () => {
	const link = askPartner();
	const [into, last] = [raised('Er zit gif in het water'), raised('Het kraanwater is giftig')];
	for (const [finding, to] of [
		[rumour, into],
		[into, last]
	])
		incident.when(mergeFindings, { kind: 'rumour', finding, into: to }, bram);
	incident.when(takeOverReply, { link, reply: reply(link) }, bram);
	expect(inquiriesOf(last)).toMatchObject([{ body: 'Waterbedrijf', answer: { text: 'Het water is veilig.' } }]);
	expect(stateOf(link)).toBe('taken');
	expect(() => askPartner({ rumour })).toThrow('finding.merged');
});

test.each([
	{ question: 'Klopt wat @jan_78 zegt?' },
	{ question: 'Is 06-12345678 van uw meldkamer?' },
	{ question: 'Klopt het dat er brand is op Dorpsstraat 12?' },
	{ body: 'jan@politie.nl' }
])('a question with personal details cannot be sent to a body: %o', (to) => {
	expect(() => askPartner(to)).toThrow('question.personal');
	expect(incident.state.partnerQuestions.size + inquiriesOf(rumour).length).toBe(0);
});

test('the link gives access to its question only: no signals or figures, and the usual maximum duration', () => {
	const link = askPartner();
	expect(incident.state.shareLinks.get(link)).toMatchObject({ kind: 'question', signals: false, figures: false });
	expect(() => incident.when(setLinkSignals, { link, signals: true }, bram)).toThrow('link.absent');
	expect(() => incident.when(setLinkFigures, { link, figures: true }, carla)).toThrow('link.absent');
	expect(() => askPartner({ link })).toThrow('id.taken');
	for (const lasts of [0, SHARE_LINK_MAXIMUM + 1])
		expect(() => askPartner({ expires: momentOf(incident.wall + lasts) })).toThrow('link.expiry');
});

type Act = 'ask' | 'reply' | 'takeOver' | 'phone' | 'revoke' | 'wait';
test('in any order an inquiry has the answer that was taken over or noted, never a waiting one and never a second', () => {
	const reached = new Map<string, number>();
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					act: fc.constantFrom<Act>(
						'ask',
						'ask',
						'reply',
						'reply',
						'reply',
						'takeOver',
						'takeOver',
						'takeOver',
						'phone',
						'revoke',
						'wait'
					),
					n: fc.nat(1)
				}),
				{
					minLength: 6,
					maxLength: 24
				}
			),
			(acts) => {
				incident = new InMemoryIncident();
				incident.when(openIncident, opening(), bram);
				rumour = raised('Het drinkwater is vergiftigd');
				const links: ShareLinkId[] = [];
				const answered = new Map<number, string>();
				for (const [i, { act, n }] of acts.entries()) {
					const link = links[n];
					try {
						if (act === 'ask') links.push(askPartner());
						else if (act === 'wait') incident.wall += 20 * MINUTE;
						else if (act === 'phone') incident.when(answerInquiry, { rumour, inquiry: n, text: `gebeld ${i}` }, bram);
						else if (!link) continue;
						else if (act === 'reply') reply(link, `antwoord ${i}`);
						else if (act === 'revoke') incident.when(revokeShareLink, { link }, bram);
						else {
							const id = incident.state.partnerQuestions.get(link)?.reply?.id ?? fresh(ReplyId);
							incident.when(takeOverReply, { link, reply: id }, bram);
						}
						reached.set(act, (reached.get(act) ?? 0) + 1);
					} catch (error) {
						if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
						reached.set('refused', (reached.get('refused') ?? 0) + 1);
					}
					for (const [at, inquiry] of inquiriesOf(rumour).entries()) {
						const before = answered.get(at);
						if (before !== undefined) expect(inquiry.answer?.text).toBe(before);
						if (inquiry.answer) answered.set(at, inquiry.answer.text);
						const isNew = before === undefined && inquiry.answer !== null;
						if (isNew) expect(['takeOver', 'phone']).toContain(act);
					}
					for (const each of waitingReplies(incident.state, momentOf(incident.wall)))
						expect(inquiryOf(incident.state, each)?.answer).toBeNull();
				}
			}
		),
		{ numRuns: 300 }
	);
	for (const act of ['ask', 'reply', 'takeOver', 'phone', 'revoke', 'refused'])
		expect(reached.get(act) ?? 0, act).toBeGreaterThan(50);
});
