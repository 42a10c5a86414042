import * as m from '$lib/messages';
import { SignalId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { ShareLink } from '$lib/domain/report/share-link';
import { wordsIn } from '$lib/i18n/words';
import { queryOf, type TypedSignal } from '$lib/report/pages/page';
import { textFrom } from '$lib/server/platform/http/form-text';
import { commandLine } from '$lib/server/platform/operations/logger';
import { askPin, withOpenReport, broken, redirectTo } from './answer';
import { languageOf, type ReaderRequest, type ReaderFormRequest } from './reader-request';
import {
	addressOf,
	hasLink,
	openByCookie,
	setLinkCookie,
	lockedOf,
	pinCookie,
	type OpenedReport
} from './opened-report';
import type { OpenLink } from './links';
import type { SignalResult } from './page-html';
import type { Partner } from './partner';
import { sendOnce, sendRedirect } from './sending';
import { retryAfterSeconds, type NotStored } from './inbound/not-stored';
import { Signal } from './inbound/signals';

/** Tries a PIN; this browser remembers the right one as long as the link works. */
export async function answerPin(context: ReaderFormRequest, partner: Partner, secure: boolean): Promise<Response> {
	const open = openByCookie(context, partner.links);
	if (!open?.link.pin) return broken(context, partner);
	const pin = textFrom(await formIn(context), 'pin').replace(/\s/g, '');
	const outcome = await partner.pins.try(open, pin, context.getClientAddress());
	logAttempt('link.tryPin', open.link, outcome === 'wrong' ? 'wrong' : 'wait' in outcome ? 'tooMany' : 'done', context);
	const { t, duration } = wordsIn(languageOf(context));
	if (outcome === 'wrong') return askPin(context, partner, lockedOf(open), t(m.partner.pin.wrong), 403);
	if ('wait' in outcome) {
		const headers = { 'retry-after': String(Math.ceil(outcome.wait / 1000)) };
		return askPin(
			context,
			partner,
			lockedOf(open),
			t(m.partner.pin.wait, { duration: duration(Math.max(60_000, outcome.wait)) }),
			429,
			headers
		);
	}
	setLinkCookie(open, context.cookies, pinCookie, outcome.proof, secure);
	partner.links.read(open.incident, open.link.id);
	return redirectTo(addressOf(open.link.id), context);
}

/** A link that accepts signals. */
type SignalLink = OpenedReport & OpenLink;
const acceptsSignals = (open: OpenedReport): open is SignalLink => hasLink(open) && open.signals;

/** The form for a signal; each has its own id, so that sending it twice stores it once. */
export const answerSignalForm = (context: ReaderRequest, isSent: boolean, partner: Partner): Promise<Response> =>
	withOpenReport(context, partner, (open) => {
		if (!acceptsSignals(open)) return null;
		return form(
			context,
			partner,
			open,
			{ id: newId(), text: '', place: '', callBack: '' },
			isSent ? 'sent' : null,
			200
		);
	});

export const answerSignal = (context: ReaderFormRequest, partner: Partner): Promise<Response> =>
	withOpenReport(context, partner, async (open) => {
		if (!acceptsSignals(open)) return null;
		const fields = await formIn(context);
		const typed: TypedSignal = {
			id: SignalId.safeParse(textFrom(fields, 'id')).data ?? newId(),
			text: textFrom(fields, 'text'),
			place: textFrom(fields, 'place'),
			callBack: textFrom(fields, 'callBack')
		};
		const { t, duration } = wordsIn(languageOf(context));
		// Browsers count a line break as one character and send two.
		const signal = Signal.safeParse({ ...typed, text: typed.text.replace(/\r\n/g, '\n') });
		if (!signal.success) {
			const isEmpty = typed.text.trim() === '';
			return form(
				context,
				partner,
				open,
				typed,
				{ problem: t(isEmpty ? m.partner.signal.empty : m.partner.signal.invalid) },
				400
			);
		}
		const answer = await partner.signals.send(open, signal.data);
		logAttempt(
			'signal.send',
			open.link,
			answer.kind === 'stored' ? 'done' : answer.kind === 'wait' ? 'tooMany' : answer.kind,
			context
		);
		if (answer.kind === 'stored') {
			partner.links.read(open.incident, open.link.id);
			const query = queryOf(languageOf(context));
			return sendRedirect(`${open.at}/signal${query}${query === '' ? '?' : '&'}sent=1`);
		}
		if (answer.kind === 'wait') {
			const problem = t(m.partner.signal.wait, { duration: duration(Math.max(60_000, answer.ms)) });
			return form(context, partner, open, typed, { problem }, 429, {
				'retry-after': String(Math.ceil(answer.ms / 1000))
			});
		}
		const problem = t(m.partner.signal[wordsFor(answer.kind)]);
		const seconds = retryAfterSeconds(answer.kind);
		if (seconds === null) return form(context, partner, open, typed, { problem }, 409);
		return form(context, partner, open, typed, { problem }, 503, { 'retry-after': String(seconds) });
	});

/** A body that is not a form is read as an empty one. */
const formIn = ({ request }: ReaderFormRequest): Promise<FormData> => request.formData().catch(() => new FormData());

const logAttempt = (action: string, { id }: Readonly<ShareLink>, result: string, context: ReaderFormRequest): void =>
	commandLine({ action, object: `link/${id}`, result, origin: context.getClientAddress(), actor: `link/${id}` });

const wordsFor = (kind: NotStored['kind']) =>
	kind === 'diskFull' || kind === 'notAnswered' ? kind : kind === 'incident.closed' ? 'closed' : 'notNow';

function form(
	context: ReaderRequest,
	{ pages }: Partner,
	open: OpenedReport,
	typed: TypedSignal,
	result: SignalResult,
	status: number,
	headers: Record<string, string> = {}
): Response {
	return sendOnce(context, pages.signal(open, typed, result, languageOf(context)), status, headers);
}
