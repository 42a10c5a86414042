import type { Action } from './own-action';
import type { Advice } from './advice';
import type { Agreement } from './agreement';
import type { AuthorKindSet } from './author';
import type { Clock } from './clock';
import type { Connection } from './connection';
import type { Fact } from './fact';
import type { OfficialText } from './official-text';
import type { Behaviour } from './behaviour';
import type {
	ActionId,
	AdviceId,
	AgreementId,
	AuthorNumber,
	ConnectionId,
	FactId,
	FindingId,
	OutletId,
	PersonId,
	PreparedTextId,
	QuoteId,
	ResponseId,
	ShareLinkId,
	SourceId,
	StoryId,
	TokenId,
	TextId
} from './ids';
import type { Incident } from './incident';
import type { Installation } from './installation';
import type { LastingOutages } from './outage';
import type { Meaning } from './meaning';
import type { Need } from './need';
import type { Outlet } from './outlet';
import type { Person } from './people';
import type { PreparedText } from './prepared-text';
import type { Quote } from './quote';
import type { ReportDue, ReportSection, ReportText, Version } from './report';
import type { Response } from './response';
import type { Rumour } from './rumour';
import type { SearchProfile } from './search-profile';
import type { ShareLink } from './share-link';
import type { Shift } from './shift';
import type { Source } from './source';
import type { StoryLabels } from './story';
import type { Token } from './token';

export interface ReadRows<Id, Row> {
	get(id: Id): Readonly<Row> | undefined;
	has(id: Id): boolean;
	keys(): IterableIterator<Id>;
	values(): IterableIterator<Readonly<Row>>;
	entries(): IterableIterator<[Id, Readonly<Row>]>;
	readonly size: number;
}
/** What `evolve` needs of a collection: a Map and a SvelteMap both are one. */
export interface Rows<Id, Row> extends ReadRows<Id, Row> {
	set(id: Id, row: Row): unknown;
	delete(id: Id): boolean;
}

/** The collections, each by its id. */
interface Nouns {
	sources: [SourceId, Source];
	/** The sources that give nothing now; not those that a person paused. */
	outages: [SourceId, LastingOutages];
	authorKinds: [AuthorNumber, AuthorKindSet];
	/** What people said of stories; the stories themselves and their posts are in tables. */
	labels: [StoryId, StoryLabels];
	needs: [FindingId, Need];
	rumours: [FindingId, Rumour];
	behaviours: [FindingId, Behaviour];
	meanings: [FindingId, Meaning];
	facts: [FactId, Fact];
	texts: [TextId, OfficialText];
	responses: [ResponseId, Response];
	actions: [ActionId, Action];
	reportTexts: [ReportSection, ReportText];
	quotes: [QuoteId, Quote];
	advice: [AdviceId, Advice];
	versions: [number, Version];
	shareLinks: [ShareLinkId, ShareLink];
	agreements: [AgreementId, Agreement];
	/** Of the installation's log. */
	people: [PersonId, Person];
	connections: [ConnectionId, Connection];
	tokens: [TokenId, Token];
	outlets: [OutletId, Outlet];
	prepared: [PreparedTextId, PreparedText];
}
export type Collection = keyof Nouns;
/** The things of which a log has one. */
interface Singles {
	incident: Incident | null;
	clock: Clock | null;
	profile: SearchProfile | null;
	reportDue: ReportDue | null;
	shift: Shift | null;
	installation: Installation | null;
}
export type Single = keyof Singles;

export type State = Singles & { readonly [K in Collection]: Rows<Nouns[K][0], Nouns[K][1]> };
export type ReadState = { readonly [K in keyof Singles]: Readonly<Singles[K]> } & {
	readonly [K in Collection]: ReadRows<Nouns[K][0], Nouns[K][1]>;
};

export const collections = [
	'sources',
	'outages',
	'authorKinds',
	'labels',
	'needs',
	'rumours',
	'behaviours',
	'meanings',
	'facts',
	'texts',
	'responses',
	'actions',
	'reportTexts',
	'quotes',
	'advice',
	'versions',
	'shareLinks',
	'agreements',
	'people',
	'connections',
	'tokens',
	'outlets',
	'prepared'
] as const satisfies readonly Collection[];
export const singles = ['incident', 'clock', 'profile', 'reportDue', 'shift', 'installation'] as const satisfies readonly Single[];

export function emptyState(rows: <Id, Row>() => Rows<Id, Row> = () => new Map()): State {
	return {
		incident: null,
		clock: null,
		profile: null,
		reportDue: null,
		shift: null,
		installation: null,
		sources: rows(),
		outages: rows(),
		authorKinds: rows(),
		labels: rows(),
		needs: rows(),
		rumours: rows(),
		behaviours: rows(),
		meanings: rows(),
		facts: rows(),
		texts: rows(),
		responses: rows(),
		actions: rows(),
		reportTexts: rows(),
		quotes: rows(),
		advice: rows(),
		versions: rows(),
		shareLinks: rows(),
		agreements: rows(),
		people: rows(),
		connections: rows(),
		tokens: rows(),
		outlets: rows(),
		prepared: rows()
	};
}

/** The same in collections of its own: rows are replaced and never changed in place, so they may be shared. */
export function copyOf(state: ReadState): State {
	const copied = <Id, Row>(rows: ReadRows<Id, Row>): Rows<Id, Row> => new Map(rows.entries());
	return {
		...state,
		sources: copied(state.sources),
		outages: copied(state.outages),
		authorKinds: copied(state.authorKinds),
		labels: copied(state.labels),
		needs: copied(state.needs),
		rumours: copied(state.rumours),
		behaviours: copied(state.behaviours),
		meanings: copied(state.meanings),
		facts: copied(state.facts),
		texts: copied(state.texts),
		responses: copied(state.responses),
		actions: copied(state.actions),
		reportTexts: copied(state.reportTexts),
		quotes: copied(state.quotes),
		advice: copied(state.advice),
		versions: copied(state.versions),
		shareLinks: copied(state.shareLinks),
		agreements: copied(state.agreements),
		people: copied(state.people),
		connections: copied(state.connections),
		tokens: copied(state.tokens),
		outlets: copied(state.outlets),
		prepared: copied(state.prepared)
	};
}

/** Replaces a row, never changes one in place: a SvelteMap only sees `set`. Does nothing where nothing differs, so that a repeat wakes nobody, nor to a row that is not held. */
export function change<Id, Row extends object>(rows: Rows<Id, Row>, id: Id, to: Partial<Row>): void {
	const row = rows.get(id);
	if (!row) return;
	const changed: Row = { ...row, ...to };
	if (Object.keys(to).some((key) => !Object.is(Reflect.get(row, key), Reflect.get(changed, key)))) rows.set(id, changed);
}
