import type { IncidentKind } from '$lib/domain/incident/incident';
import type { Snippet } from 'svelte';
import type { Moment } from '$lib/domain/core/ids';
import type { ClosedIncident } from '$lib/domain/overview/closed-incident';
import type { Phase } from '$lib/domain/incident/incident';
import type { ScriptEntry } from '$lib/domain/overview/phone-script';
import type { QuestionState } from '$lib/domain/partner/question';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import type { News } from '../news';

/** The settings of every page for external readers. */
export interface PageFrame {
	readonly words: Words;
	/** The style sheet, which is part of the page. */
	readonly style: Snippet;
	/** Address of the municipality's house style, if any. */
	readonly theme: string | null;
}

/**
 * The settings of a page's script: the texts it shows, with § in place of a time or a number, and the address that it
 * polls.
 */
export type ScriptData = Partial<
	Readonly<
		Record<
			| 'newest'
			| 'number'
			| 'phase'
			| 'until'
			| 'scope'
			| 'made'
			| 'replaced'
			| 'checked'
			| 'looked'
			| 'withdrawn'
			| 'since'
			| 'old'
			| 'ended',
			string
		>
	>
>;

/** Pages are Dutch unless the other language is asked for: most of a report was written in Dutch. */
export const queryOf = (language: Language): string => (language === 'en' ? '?lang=en' : '');

/** What is new or changed in a report since the version that the reader read before, and how many things are gone. */
export interface NewsSinceRead {
	readonly since: number;
	readonly news: readonly News[];
	readonly gone: number;
	/** Whether figures differ. */
	readonly figuresChanged: boolean;
}

/** The content of the form of a signal. */
export interface TypedSignal {
	readonly id: string;
	readonly text: string;
	readonly place: string;
	readonly callBack: string;
}

/** The content of the form of an answer to a question. */
export interface TypedAnswer {
	readonly id: string;
	readonly text: string;
	readonly from: string;
}

/** A signal that was sent by a link before, as its holders may see it: not its words, as more people may have the link. */
export interface SentSignal {
	readonly at: Moment;
	readonly read: Moment | null;
}

/**
 * How an incident and the link are at this moment, for pages whose content is of an earlier one. `closed`: what it still
 * says, if it is closed. `expires`: until when the
 * link works, on the wall clock; null for a person with an account.
 */
export interface IncidentNow {
	readonly phase: Phase;
	readonly closed: ClosedIncident | null;
	readonly expires: Moment | null;
}

/** What a page of an incident may show of it to anyone with a link. */
interface NamedIncident {
	readonly title: string;
	readonly exercise: boolean;
}

/** A question to one body, and how far it is. `expires` is on the wall clock, the other moments on the incident's. */
export interface QuestionShown {
	readonly at: string;
	readonly incident: NamedIncident;
	readonly body: string;
	readonly question: string;
	readonly deadline: Moment | null;
	readonly expires: Moment;
	readonly is: QuestionState;
	/** When the page was made. */
	readonly now: Moment;
	readonly replied: Moment | null;
	readonly takenOver: Moment | null;
}

/**
 * The script of the phone desk, as one reader gets it. `shown`: the entries that fit the search; `all`: their number
 * without it; `query`: the words of the search; `changed`: the keys of those that changed since the reader saw them;
 * `marks`: what a browser keeps once the reader has seen this; `newest`: what the page's script compares.
 */
export interface PhoneShown {
	/** In aftercare: what has no answer is what remains. */
	readonly remaining: boolean;
	readonly at: string;
	readonly incident: NamedIncident;
	readonly kind: IncidentKind;
	readonly moment: Moment;
	readonly shown: readonly ScriptEntry[];
	readonly all: number;
	readonly query: string;
	readonly changed: ReadonlySet<string>;
	readonly marks: string;
	readonly newest: string;
}
