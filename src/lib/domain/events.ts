import { adviceDecided, adviceDropped, adviceWritten } from './advice';
import { agreementEnded, agreementMade } from './agreement';
import { behaviourAssessed, behaviourRecorded } from './behaviour';
import { variantsSet } from './claim';
import { clockSet, incidentTime } from './clock';
import { budgetSet, connectionAdded, credentialSet } from './connection';
import { authorKindSet, authorRevealed } from './author';
import { postingSet } from './direct-publishing';
import type { AnyEventKind, EventOf, EventMeta } from './event';
import { citationsReviewed, factRecorded, factReplaced } from './fact';
import { findingClosed, findingMerged, findingReopened, findingReworded } from './finding';
import {
	aimsSet,
	dutySet,
	incidentClosed,
	incidentDescribed,
	incidentOpened,
	incidentProlonged,
	incidentReopened,
	phaseSet
} from './incident';
import { inquiryAnswered, rumourVerifying } from './inquiry';
import { installationSetUp } from './installation';
import { holdEnded, incidentHeld } from './legal-hold';
import { meaningRecorded, themeSet } from './meaning';
import { answerStarted, needAnswered, needAskedAgain, needRaised } from './need';
import { outageRecorded } from './outage';
import { textPublished } from './going-out';
import { outletConnected, outletDisconnected } from './outlet';
import { actionRecorded, actionRetracted } from './own-action';
import { grantsSet, personAdmitted, personSuspended } from './people';
import { postsArrived } from './post';
import { preparedApproved, preparedRetired, preparedWritten, textPrepared } from './prepared-text';
import { correctionWaived, publicationReviewed, textPaused, textWithdrawn } from './publication';
import { quoteChosen, quoteDropped } from './quote';
import { logRedacted } from './redaction';
import { reportDueSet, reportReleased, reportTextWritten, reportWithdrawn } from './report';
import { responseGiven } from './response';
import { postsForgotten, retentionSet } from './retention';
import { approachChosen, rumourAssessed, rumourAssigned, rumourBecameHigh, rumourJudged, rumourSignalled, spreadMeasured } from './rumour';
import { profileChanged } from './search-profile';
import { linkFiguresSet, linkSignalsSet, shareLinkMade, shareLinkRevoked } from './share-link';
import { shiftTaken } from './shift';
import { sourceAdded, sourceKeySet, sourceStateSet } from './source';
import type { State } from './state';
import { callForHelpSet, sentimentSet, storyLabelled, storyLookedAt, storyMerged, storySplit, storyUnmarked } from './story';
import { tokenMade, tokenRevoked } from './token';
import { notificationRecorded, textApproved, textReturned } from './text-approval';
import { textPassedOn } from './text-passing';
import { readingRecorded } from './text-reading';
import { factsCited, textDrafted, textSubmitted, textWritten, variantDropped } from './text-writing';

/** Every event there is. */
export const events = [
	incidentOpened,
	incidentDescribed,
	phaseSet,
	incidentProlonged,
	aimsSet,
	dutySet,
	incidentClosed,
	incidentReopened,
	incidentHeld,
	holdEnded,
	postsForgotten,
	clockSet,
	profileChanged,
	sourceAdded,
	sourceStateSet,
	outageRecorded,
	sourceKeySet,
	postsArrived,
	authorKindSet,
	authorRevealed,
	storyLabelled,
	sentimentSet,
	storyLookedAt,
	storyUnmarked,
	callForHelpSet,
	storySplit,
	storyMerged,
	needRaised,
	answerStarted,
	needAnswered,
	needAskedAgain,
	rumourSignalled,
	rumourAssessed,
	rumourBecameHigh,
	spreadMeasured,
	rumourAssigned,
	variantsSet,
	rumourVerifying,
	inquiryAnswered,
	rumourJudged,
	approachChosen,
	behaviourRecorded,
	behaviourAssessed,
	meaningRecorded,
	themeSet,
	findingReworded,
	findingMerged,
	findingClosed,
	findingReopened,
	factRecorded,
	factReplaced,
	citationsReviewed,
	textDrafted,
	textWritten,
	variantDropped,
	factsCited,
	textSubmitted,
	textApproved,
	textReturned,
	notificationRecorded,
	readingRecorded,
	postingSet,
	textPublished,
	publicationReviewed,
	correctionWaived,
	textPaused,
	textWithdrawn,
	textPassedOn,
	responseGiven,
	actionRecorded,
	actionRetracted,
	quoteChosen,
	quoteDropped,
	reportTextWritten,
	reportDueSet,
	adviceWritten,
	adviceDecided,
	adviceDropped,
	reportReleased,
	reportWithdrawn,
	shareLinkMade,
	shareLinkRevoked,
	linkSignalsSet,
	linkFiguresSet,
	agreementMade,
	agreementEnded,
	shiftTaken,
	personAdmitted,
	grantsSet,
	personSuspended,
	installationSetUp,
	retentionSet,
	connectionAdded,
	credentialSet,
	budgetSet,
	tokenMade,
	tokenRevoked,
	outletConnected,
	outletDisconnected,
	textPrepared,
	preparedWritten,
	preparedApproved,
	preparedRetired,
	logRedacted
] as const;

const byType: ReadonlyMap<string, AnyEventKind> = new Map(events.map((kind): [string, AnyEventKind] => [kind.type, kind]));

/** An event that this program does not know: a newer one wrote it. Who meets it stops following and says so. */
export class UnknownEvent extends Error {
	override readonly name = 'UnknownEvent';
}
function eventKind(type: string): AnyEventKind {
	const kind = byType.get(type);
	if (!kind) throw new UnknownEvent(type);
	return kind;
}

/** From the log or the wire: read by today's schema. @throws UnknownEvent, z.ZodError */
export const readEvent = ({ type, data }: EventOf): EventOf => ({ type, data: eventKind(type).data.parse(data) });

/** Applies one event, already read, to the state; the incident's clock in that state turns the wall's moment into the incident's. */
export function apply(state: State, { type, data }: EventOf, occasion: Omit<EventMeta, 'at'>): void {
	eventKind(type).evolve(state, data, { ...occasion, at: incidentTime(state.clock, occasion.wallAt) });
}
