import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { Channel } from '$lib/domain/official-text/channel';
import { CommandId, momentOf, Sha256, TextId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import {
	approvalRefusal,
	isAwaitingApproval,
	wordingChecksum,
	type OfficialText
} from '$lib/domain/official-text/official-text';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { approveText, returnText, withdrawApproval } from '$lib/domain/official-text/approval';
import { limitsOf } from '$lib/domain/official-text/outlet';
import { hasRead, recordReading } from '$lib/domain/official-text/reading';
import { submitText } from '$lib/domain/official-text/writing';
import { isSamePersonInExercise, sharedEyesOn } from '$lib/server/people/accounts/eyes-view';
import { action, commandIn, refusalOf } from '$lib/server/out/api/action';
import { factorPrompt } from '$lib/server/out/api/factor-in-form';
import { textFrom } from '$lib/server/platform/http/form-text';
import { log } from '$lib/server/platform/operations/logger';
import type { Program } from '$lib/server/program';
import { differingNumbers } from '$lib/server/out/official-text/differing-numbers';
import { examplesOf } from '$lib/server/out/official-text/examples';
import { sheetOf } from '$lib/server/out/official-text/approval-sheet';
import { workOf } from '$lib/server/read/incidents/overview';
import { deskOf, deskOfAction } from '../../at-desk.server';
import { colleagues } from '../../colleagues.server';
import { bySameWords } from './same-words';
import type { Actions, PageServerLoad } from './$types';

/** A plain page: it must work on a slow connection and without a script, and be small. */
export const csr = false;

export const load: PageServerLoad = async ({ params, locals, url, getClientAddress }) => {
	const { id, state, actor, person } = deskOf(params, locals, url);
	const found = TextId.safeParse(params.text).data;
	const text = found && state.texts.get(found);
	if (!text || !state.incident) error(404, 'text.absent');
	await noteReading(locals.program, id, text, actor, getClientAddress());
	const sheet = sheetOf(
		state,
		text,
		actor,
		momentOf(Date.now()),
		limitsOf(locals.program.logs.installation.outlets.values())
	);
	const isDecided = sheet.variants.every(({ approval }) => approval !== 'toDecide');
	const mine = isDecided ? workOf(state, actor, await locals.program.realtime.figures(id)).mine : [];
	const { finding } = text.about;
	const examples = finding ? await examplesOf({ sql: locals.program.stories.sql, incident: id }, finding) : [];
	const { title, grip, exercise } = state.incident;
	const texts = bySameWords(sheet.variants);
	const { executor, accounts } = locals.program;
	const histories = await accounts.people.names();
	return {
		incident: { id, title, grip, exercise },
		/** Why this reader counts as one pair of eyes with the writer, and who can help; null when they do not. */
		shared: sharedEyesOn(executor.logs.installation, text, actor, id),
		/** This approval is valid in the exercise; a real incident would refuse it. */
		isSamePersonInExercise:
			exercise &&
			text.variants.some(
				(variant) =>
					isAwaitingApproval(variant) &&
					approvalRefusal(variant, actor) === null &&
					isSamePersonInExercise(executor.logs.installation, variant.edited, actor)
			),
		me: person.name,
		person: person.id,
		sheet,
		texts,
		/** The numbers that differ between texts that could go out together. */
		numbers: differingNumbers(texts.map(([{ text: words, approval }]) => (approval === 'draft' ? '' : words))),
		/** What waits for this reader after this page, the publication of this text first; null while they decide here. */
		next: isDecided
			? { count: mine.length, item: mine.find(({ key }) => key === `publish ${text.id}`) ?? mine[0] ?? null }
			: null,
		/** What their approval asks beside the button. */
		factor: await factorPrompt(actor, locals),
		examples,
		people: new Map([
			...[...histories].map(([who, { name }]) => [who, name] as const),
			...(await colleagues(locals.program, id)).map((each) => [each.id, each.name] as const)
		]),
		/** The names of then, for approvals. */
		histories,
		done: url.searchParams.get('done'),
		/** One id per form: sent twice, by an accidental second tap, it has one effect. */
		commands: { approve: newId(), return: newId(), submit: newId() }
	};
};

/** Records that this person opened the newest version; the page is shown whether or not that can be stored. */
async function noteReading(
	{ executor }: Pick<Program, 'executor'>,
	incident: IncidentId,
	text: Readonly<OfficialText>,
	actor: Actor,
	address: string
): Promise<void> {
	const version = text.versions.at(-1)?.number;
	if (version === undefined || hasRead(text, actor.id, version)) return;
	try {
		const command = { id: CommandId.parse(newId()), ...recordReading({ text: text.id, version }) };
		await executor.execute(incident, command, actor, address);
	} catch (error) {
		log.warn(
			{ action: 'text.recordReading', object: `incident/${incident}`, result: 'failed', err: error },
			'that a text was read was not written down'
		);
	}
}

const Read = z
	.string()
	.transform((value) => value.split(':'))
	.pipe(z.tuple([Channel, Sha256]))
	.transform(([channel, checksum]) => ({ channel, checksum }));

/**
 * The channels of which this person changed the words. The form contains the others as well: saving those would
 * overwrite the work of a colleague. A browser sends its line ends as CR LF.
 */
const changedIn = (form: FormData) =>
	Channel.options.flatMap((channel) => {
		const typed = form.get(`words:${channel}`);
		if (typeof typed !== 'string') return [];
		const words = typed.replaceAll('\r\n', '\n');
		const over = textFrom(form, `over:${channel}`);
		const checksum = wordingChecksum(channel, words);
		return checksum === over ? [] : [{ channel, words, over, checksum }];
	});

interface TextAction {
	readonly text: Readonly<OfficialText>;
	readonly form: FormData;
	readonly send: (type: string, input: unknown) => Promise<unknown>;
}

/** A person at the desk of the incident, and an existing text. */
function access(event: RequestEvent) {
	const desk = deskOfAction(event);
	const text = TextId.safeParse(event.params['text']).data;
	const found = text && desk.state.texts.get(text);
	if (!found) error(404, 'text.absent');
	return { ...desk, text: found };
}

/**
 * One action of a spokesperson: after success the page again, after a refusal the page with the reason. All actions are
 * commands.
 */
const act = (done: string, work: (input: TextAction) => Promise<unknown>) =>
	action(
		access,
		async ({ id, actor, origin, execute, text, form }) => {
			const send = (type: string, input: unknown): Promise<unknown> =>
				execute.execute(id, { id: commandIn(form), type, input }, actor, origin);
			await work({ text, form, send });
			redirect(303, `/incidents/${id}/texts/${text.id}?done=${done}`);
		},
		(refused, { form }) => ({
			did: done,
			...refusalOf(refused),
			why: textFrom(form, 'why'),
			typed: Object.fromEntries(changedIn(form).map(({ channel, words }) => [channel, words]))
		})
	);

export const actions: Actions = {
	approve: act('approved', ({ text, form, send }) => {
		const variants = z.array(Read).safeParse(form.getAll('variant')).data ?? [];
		// What was on the screen: if the claim, the verdict or a fact changed since, it needs a new review.
		const basis = textFrom(form, 'basis') || undefined;
		const also = form.getAll('also');
		const why = textFrom(form, 'why').trim() || null;
		return send(approveText.type, { text: text.id, variants, basis, also, why });
	}),
	withdrawApproval: act('unapproved', ({ text, form, send }) => {
		const variants = z.array(Read).safeParse(form.getAll('variant')).data ?? [];
		const why = textFrom(form, 'why').trim() || null;
		return send(withdrawApproval.type, { text: text.id, variants, why });
	}),
	return: act('returned', ({ text, form, send }) =>
		send(returnText.type, {
			text: text.id,
			version: Number(textFrom(form, 'version')),
			why: [textFrom(form, 'reason'), textFrom(form, 'why')].filter((part) => part.trim() !== '').join(': ')
		})
	),
	/** Changed words must be reviewed by somebody else: all changes on the page are saved and submitted in one step. */
	change: act('changed', ({ text, form, send }) => {
		const changed = changedIn(form);
		if (changed.length === 0) throw new Refusal('text.channel');
		const variants = changed.map(({ channel, checksum }) => ({ channel, checksum }));
		const written = changed.map(({ channel, words, over }) => ({ channel, words, over }));
		return send(submitText.type, { text: text.id, variants, changed: written, requestedFrom: null });
	})
};
