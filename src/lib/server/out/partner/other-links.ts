import * as m from '$lib/messages';
import { z } from 'zod';
import { presentIn } from '$lib/domain/core/present';
import { momentOf, ReplyId, type Moment } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { FindingFigures } from '$lib/domain/overview/figures';
import {
	changedSince,
	marksOf,
	MAX_MARKS,
	phoneScript,
	searchScript,
	type ScriptEntry
} from '$lib/domain/overview/phone-script';
import { inquiryOf, questionState, type PartnerQuestion } from '$lib/domain/partner/question';
import { isPublicOf } from '$lib/domain/installation/public-details';
import { replacementForOutside } from '$lib/domain/report/for-outside';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { wordsIn } from '$lib/i18n/words';
import type { TypedAnswer } from '$lib/report/pages/page';
import { textFrom } from '$lib/server/platform/http/form-text';
import { commandLine } from '$lib/server/platform/operations/logger';
import { answerNewestReport, answerNewestNumber, broken, redirectTo } from './answer';
import { retryAfterSeconds } from './inbound/not-stored';
import { SentAnswer, type AnswerResult } from './inbound/questions';
import type { OpenLink } from './links';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { addressOf, openByCookie, setLinkCookie, readCookieOf } from './opened-report';
import type { Partner } from './partner';
import { languageOf, type ReaderFormRequest, type ReaderRequest } from './reader-request';
import { tagOf } from './ready';
import { sendJson, sendOnce } from './sending';

/**
 * What a link shows first: what it was made for, or the newest report. @param query the words by which the script of the
 * phone desk is searched
 */
export async function answerStart(
	context: ReaderFormRequest,
	partner: Partner,
	query: string,
	secure: boolean
): Promise<Response> {
	const question = await questionFor(context, partner);
	if (question) return questionForm(context, partner, question, emptyAnswer(), null, 200);
	const phone = await phoneFor(context, partner);
	return phone ? phonePage(context, partner, phone, query, secure) : answerNewestReport(context, partner, secure);
}

/** What an open page compares with what it shows: of the script of the phone desk, or of the reports. */
export async function answerChanges(context: ReaderRequest, partner: Partner): Promise<Response> {
	const phone = await phoneFor(context, partner);
	if (!phone) return answerNewestNumber(context, partner);
	const body = JSON.stringify({ script: tagOf(marksOf(scriptOf(phone, partner).entries)) });
	return sendJson(context, 200, body, tagOf(body));
}

/** A link that opens the script of the phone desk. */
async function phoneFor(context: ReaderRequest, { links, pages }: Partner): Promise<OpenLink | null> {
	const open = openByCookie(context, links, ['phone']);
	if (open) await pages.names.load(open.incident);
	return open;
}

function scriptOf(
	open: OpenLink,
	{ pages, logs }: Partner,
	findings: readonly FindingFigures[] = []
): { readonly entries: readonly ScriptEntry[]; readonly moment: Moment } {
	const { state } = open;
	const moment = presentIn(state, momentOf(Date.now()));
	const [mask, isPublic] = [pages.mask(open), isPublicOf(logs.installation)];
	// Questions are in people’s own words, so names and addresses in them are masked.
	const maskQuestion = (text: string): string => mask(maskText(text, [], [], isPublic));
	const unansweredSince = new Map(findings.map(({ finding, sinceAnswer }) => [finding, sinceAnswer?.from ?? null]));
	const entries = phoneScript(state, moment, (need) => unansweredSince.get(need) ?? null).map((entry) => ({
		...entry,
		question: maskQuestion(entry.question),
		also: entry.also.map(maskQuestion),
		words: mask(entry.words),
		source: entry.source && { ...entry.source, body: mask(entry.source.body) },
		replaced: entry.replaced.map((each) => replacementForOutside(each, mask))
	}));
	return { entries, moment };
}

/** The first visit marks nothing as changed; later ones what changed since, until the reader has seen it. */
async function phonePage(
	context: ReaderFormRequest,
	partner: Partner,
	open: OpenLink,
	query: string,
	secure: boolean
): Promise<Response> {
	const { link, state } = open;
	// Without the figures the script is complete, except for since when people wait.
	const findings = await partner.findings(open.incident).catch(() => []);
	const { entries, moment } = scriptOf(open, partner, findings);
	const seen = readCookie(context.cookies, readCookieOf(open)) ?? null;
	const marks = marksOf(entries);
	if (seen === null) setLinkCookie(open, context.cookies, readCookieOf, marks, secure);
	const page = partner.pages.phone(
		{
			at: addressOf(link.id),
			incident: partner.pages.headed(open, languageOf(context)),
			kind: state.incident?.kind ?? 'other',
			moment,
			query,
			marks,
			shown: query.trim() === '' ? entries : searchScript(entries, query),
			all: entries.length,
			remaining: state.incident?.phase === 'aftercare',
			changed: changedSince(entries, seen),
			newest: tagOf(marks)
		},
		languageOf(context)
	);
	return sendOnce(context, page, 200);
}

/** The marks that a page can have sent. */
const Marks = z
	.string()
	.max(9 * MAX_MARKS)
	.regex(/^[0-9a-f.]*$/);

/** Remembers that the reader has seen the changes that the page showed. */
export async function answerSeen(context: ReaderFormRequest, partner: Partner, secure: boolean): Promise<Response> {
	const open = await phoneFor(context, partner);
	if (!open) return broken(context, partner);
	const fields = await context.request.formData().catch(() => new FormData());
	const marks = Marks.safeParse(textFrom(fields, 'marks'));
	if (marks.success) setLinkCookie(open, context.cookies, readCookieOf, marks.data, secure);
	return redirectTo(addressOf(open.link.id), context);
}

/** A link that opens a question. */
type OpenedQuestion = OpenLink & { readonly question: Readonly<PartnerQuestion> };

async function questionFor(context: ReaderRequest, { links, pages }: Partner): Promise<OpenedQuestion | null> {
	const open = openByCookie(context, links, ['question']);
	if (open) await pages.names.load(open.incident);
	const question = open?.state.partnerQuestions.get(open.link.id);
	return open && question ? { ...open, question } : null;
}

const emptyAnswer = (): TypedAnswer => ({ id: newId(), text: '', from: '' });

/** A body answers the question of its link. */
export async function answerQuestion(context: ReaderFormRequest, partner: Partner): Promise<Response> {
	const open = await questionFor(context, partner);
	if (!open) return broken(context, partner);
	// A body that is not a form is read as an empty one.
	const fields = await context.request.formData().catch(() => new FormData());
	const typed: TypedAnswer = {
		id: ReplyId.safeParse(textFrom(fields, 'id')).data ?? newId(),
		text: textFrom(fields, 'text'),
		from: textFrom(fields, 'from')
	};
	const { t, duration } = wordsIn(languageOf(context));
	const showAgain = (problem: string, status: number, headers: Record<string, string> = {}) =>
		questionForm(context, partner, open, typed, problem, status, headers);
	// Browsers count a line break as one character and send two.
	const answer = SentAnswer.safeParse({ ...typed, text: typed.text.replace(/\r\n/g, '\n') });
	if (!answer.success)
		return showAgain(t(typed.text.trim() === '' ? m.partner.question.empty : m.partner.question.invalid), 400);
	const result = await partner.questions.answer(open, answer.data);
	commandLine({
		action: 'question.answer',
		object: `link/${open.link.id}`,
		result: resultOf(result),
		origin: context.getClientAddress(),
		actor: `link/${open.link.id}`
	});
	if (result.kind === 'stored') return redirectTo(addressOf(open.link.id), context);
	if (result.kind === 'wait') {
		const problem = t(m.partner.question.wait, { duration: duration(Math.max(60_000, result.ms)) });
		return showAgain(problem, 429, { 'retry-after': String(Math.ceil(result.ms / 1000)) });
	}
	const seconds = retryAfterSeconds(result.kind);
	if (seconds === null) return showAgain(t(m.partner.question.notNow), 409);
	const problem = t(m.partner.question[result.kind === 'diskFull' ? 'diskFull' : 'notAnswered']);
	return showAgain(problem, 503, { 'retry-after': String(seconds) });
}

const resultOf = ({ kind }: AnswerResult): string => (kind === 'stored' ? 'done' : kind === 'wait' ? 'tooMany' : kind);

/** The question and its form, with nothing of the rumour besides: no posts, no names, no other question. */
function questionForm(
	context: ReaderRequest,
	{ pages }: Partner,
	open: OpenedQuestion,
	typed: TypedAnswer,
	problem: string | null,
	status: number,
	headers: Record<string, string> = {}
): Response {
	const { state, link, question } = open;
	const inquiry = inquiryOf(state, question);
	const mask = pages.mask(open);
	const now = momentOf(Date.now());
	const shown = {
		at: addressOf(link.id),
		incident: pages.headed(open, languageOf(context)),
		body: mask(link.label),
		question: mask(inquiry?.question ?? ''),
		deadline: inquiry?.deadline ?? null,
		expires: link.expires,
		is: questionState(state, question, now),
		now,
		replied: question.reply?.at ?? null,
		takenOver: question.takenOver?.at ?? null
	};
	return sendOnce(context, pages.question(shown, typed, problem, languageOf(context)), status, headers);
}
