import { withPlace } from '$lib/domain/posts/entry/desk-fields';
import * as m from '$lib/messages';
import { z } from 'zod';
import { inIncident, PostId, SignalId, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { receiveSignal } from '$lib/domain/partner/signal';
import { SYSTEM } from '$lib/domain/core/role';
import { addSource, type Source } from '$lib/domain/posts/source';
import type { ReadState } from '$lib/domain/core/state';
import { LooseText, Text } from '$lib/domain/core/text';
import { wordsIn } from '$lib/i18n/words';
import type { Attempts } from '$lib/server/people/auth/attempts';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { systemCommandId, systemSubjectId } from '$lib/server/log/execute/system-command';
import type { ShareLink } from '$lib/domain/report/share-link';
import { notStoredReason, type NotStored } from './not-stored';

export const MAX_SIGNAL_LENGTH = 2000;
export const MAX_SIGNAL_FIELD_LENGTH = 120;

/** What a partner sends. Because of the id it is stored once, however often the form is sent. */
export const Signal = z.strictObject({
	id: SignalId,
	text: Text(MAX_SIGNAL_LENGTH, 'quotedWords'),
	place: LooseText(MAX_SIGNAL_FIELD_LENGTH, 'name'),
	/** The function to call back, not a name. */
	callBack: LooseText(MAX_SIGNAL_FIELD_LENGTH, 'quotedWords')
});
export type Signal = z.infer<typeof Signal>;

/** The link by which something is sent, and its incident. */
export interface SendingLink {
	readonly incident: IncidentId;
	readonly state: ReadState;
	readonly link: Readonly<ShareLink>;
}

/** The result of sending it. */
type SignalAnswer = { readonly kind: 'stored' } | { readonly kind: 'wait'; readonly ms: number } | NotStored;

/**
 * Partners' signals enter the stream as posts of the desk "signals of partners", with the link's label under the text.
 * They have no author: an organisation would be quoted among the voices of the report, for all partners to read.
 */
export class Signals {
	constructor(
		readonly executor: Executor,
		readonly ingest: Pick<Ingest, 'ingest'>,
		readonly attempts: Pick<Attempts, 'takeSignal'>
	) {}

	/** A signal is stored once it is a post and in the inbox; until then the same form may be sent again. */
	async send({ incident, state, link }: SendingLink, signal: Signal): Promise<SignalAnswer> {
		try {
			const ms = await this.attempts.takeSignal(inIncident(incident, link.id));
			if (ms > 0) return { kind: 'wait', ms };
			const source = await this.#source(incident, state);
			// The id follows from the form and its content: the same form is one signal, a changed one is another.
			const id = SignalId.parse(systemSubjectId(incident, 'signal', JSON.stringify([link.id, signal])));
			const externalId = `signal:${id}`;
			await this.ingest.ingest(incident, source, [
				{
					externalId,
					text: textOf(signal, link.label),
					publishedAt: null,
					author: null,
					url: null,
					lang: null,
					shares: null,
					replyTo: null,
					reach: null,
					platform: 'partner'
				}
			]);
			const post = await this.#post(incident, source, externalId);
			const received = receiveSignal({ id, link: link.id, post });
			await this.executor.execute(
				incident,
				{ id: systemCommandId(incident, 'signal received', id), ...received },
				SYSTEM,
				null
			);
		} catch (error) {
			return notStoredReason(error);
		}
		return { kind: 'stored' };
	}

	async #post(incident: IncidentId, source: SourceId, externalId: string): Promise<PostId> {
		const [row] = await this.executor.sql<{ id: string }[]>`
			select id from post where incident_id = ${incident} and source_id = ${source} and external_id = ${externalId}`;
		return PostId.parse(row?.id);
	}

	/** The incident's desk for partners; the program creates it at the first signal. */
	async #source(incident: IncidentId, state: ReadState): Promise<SourceId> {
		const desk = deskOf(state);
		if (desk) return desk.id;
		const id = SourceId.parse(systemSubjectId(incident, 'partner signals', ''));
		const name = wordsIn('nl').t(m.partner.signal.source);
		const command = addSource({ id, name, kind: 'desk', platform: 'partner', connection: null, key: null });
		await this.executor.execute(
			incident,
			{ id: systemCommandId(incident, 'partner signals', ''), ...command },
			SYSTEM,
			null
		);
		return id;
	}
}

function deskOf(state: ReadState): Readonly<Source> | undefined {
	const desks = [...state.sources.values()].filter(({ kind, platform }) => kind === 'desk' && platform === 'partner');
	return desks.find((source) => source.state === 'active') ?? desks[0];
}

/** The text in the stream: what was said, where, by which partner, and whom to call back. */
function textOf({ text, place, callBack }: Signal, label: string): string {
	const { t } = wordsIn('nl');
	const message = withPlace(text, place.trim());
	const from =
		callBack.trim() === ''
			? t(m.partner.signal.from, { label })
			: t(m.partner.signal.fromCallBack, { label, callBack: callBack.trim() });
	return `${message.replace(/\r\n?/g, '\n')}\n${from}`;
}
