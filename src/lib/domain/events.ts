import { adviceDecided, adviceDropped, adviceWritten } from './report/advice';
import { archiveDescribed } from './archive/description';
import { archiveTransferred } from './archive/transfer';
import { agreementEnded, agreementMade } from './incident/agreement';
import { behaviourAssessed, behaviourRecorded } from './findings/behaviour';
import { variantsSet } from './findings/variants';
import { clockSet } from './core/clock';
import { incidentTime } from './core/present';
import { computerActShown, computersStarted, computersStopped, computersUndone } from './incident/computer-colleagues';
import { budgetSet, connectionAdded, credentialSet } from './posts/connections/connection';
import { authorKindSet, authorRevealed } from './posts/author';
import { postingSet } from './official-text/direct-publishing';
import { exerciseEnded } from './incident/exercise-end';
import type { AnyEventKind, EventOf, EventMeta } from './core/event';
import { citationsReviewed, factConfirmed, factRecorded, factReplaced } from './findings/fact';
import { findingClosed, findingReopened, findingReworded } from './findings/finding';
import { findingMerged, findingUnmerged } from './findings/merge';
import {
	aimsSet,
	feedsSet,
	neighbourhoodsSet,
	dutySet,
	escalationSet,
	incidentClosed,
	incidentDescribed,
	incidentOpened,
	incidentProlonged,
	incidentReopened,
	phaseSet
} from './incident/incident';
import { inquiryAnswered, rumourVerifying } from './findings/inquiry';
import {
	accountsDistinguished,
	accountsLinked,
	alikeNoted,
	personConfirmed,
	unlinkRequested
} from './installation/account-eyes';
import { mailDomainsSet } from './installation/mail-domains';
import { helpContactSet } from './installation/help-contact';
import { publicDetailsSet } from './installation/public-details';
import { accountOpened, securityRecorded } from './installation/security';
import { installationSetUp } from './installation/installation';
import { defaultNeighbourhoodsSet } from './installation/neighbourhoods';
import { holdEnded, incidentHeld } from './incident/legal-hold';
import { meaningRecorded, themeSet } from './findings/meaning';
import {
	answerConfirmed,
	answerStarted,
	needAnswered,
	needAskedAgain,
	needKeptApart,
	needRaised,
	needTimesSet
} from './findings/need';
import { modelAnswered, modelAsked } from './model/model-use';
import { outageRecorded } from './posts/outage';
import { textPublished } from './official-text/publication-rules';
import { outletConnected, outletDisconnected } from './official-text/outlet';
import { actionRecorded, actionRetracted } from './incident/own-action';
import { grantsSet, personAdmitted, personSuspended } from './installation/people';
import { postsArrived } from './posts/post';
import { learningPointSettled, learningPointWritten } from './evaluation/learning-point';
import { documentJudged } from './openness/judgement';
import { passagesMarked } from './openness/passages';
import { placeConfirmed } from './prepared/place';
import { preparedApproved, preparedRetired, preparedWritten, preparedDrafted } from './prepared/prepared-text';
import {
	addressConfirmed,
	correctionWaived,
	publicationReviewed,
	textPassedOn,
	textPaused,
	textWithdrawn,
	wordsNamed
} from './official-text/publication';
import { quoteChosen, quoteDropped } from './report/quote';
import {
	logMasked,
	logRedacted,
	redactionConfirmed,
	redactionDeclined,
	redactionRequested
} from './incident/redaction';
import { reportDueSet, reportReleased, reportWithdrawn } from './report/version';
import { reportTextConfirmed, reportTextWritten } from './report/report-text';
import { responseGiven } from './official-text/response';
import { personForgotten, personLookedUp } from './incident/person-request';
import { maskingStarted, postsMasked } from './incident/masking';
import { postsForgotten, retentionSet } from './incident/retention';
import {
	approachChosen,
	rumourAssessed,
	rumourAssigned,
	rumourBecameHigh,
	rumourJudged,
	rumourSignalled,
	spreadMeasured
} from './findings/rumour';
import { profileChanged } from './posts/search/profile';
import { phoneDeskOpened } from './partner/phone-link';
import { questionAnswered, questionAsked, questionTaken } from './partner/question';
import { signalRead, signalReceived } from './partner/signal';
import { linkFiguresSet, linkSignalsSet, shareLinkMade, shareLinkRevoked } from './report/share-link';
import { shiftTaken } from './incident/shift';
import { alertRaised, alertSeen } from './overview/alert';
import { alertRuleAdded, alertRuleRemoved } from './overview/alert-rule';
import { searchRemoved, searchSaved } from './posts/search/saved-search';
import { sourceAdded, sourceKeySet, sourceStateSet } from './posts/source';
import type { State } from './core/state';
import { storyMerged, storySplit, storyUnmerged } from './stories/merge';
import {
	callForHelpSet,
	callForHelpTakenBack,
	sentimentSet,
	storyLabelled,
	storyLookedAt,
	storyUnmarked
} from './stories/story';
import { storyKeptApart } from './stories/apart';
import { tokenMade, tokenRevoked } from './installation/token';
import { approvalWithdrawn, notificationRecorded, textApproved, textReturned } from './official-text/approval';
import { readingRecorded } from './official-text/reading';
import { factsCited, textDrafted, textSubmitted, textWritten, variantDropped } from './official-text/writing';

/** Every event there is. */
export const events = [
	incidentOpened,
	incidentDescribed,
	phaseSet,
	incidentProlonged,
	aimsSet,
	feedsSet,
	neighbourhoodsSet,
	dutySet,
	escalationSet,
	incidentClosed,
	incidentReopened,
	incidentHeld,
	holdEnded,
	postsForgotten,
	maskingStarted,
	logMasked,
	postsMasked,
	personLookedUp,
	personForgotten,
	archiveDescribed,
	archiveTransferred,
	clockSet,
	exerciseEnded,
	computersStarted,
	computerActShown,
	computersStopped,
	computersUndone,
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
	callForHelpTakenBack,
	storySplit,
	storyMerged,
	storyUnmerged,
	storyKeptApart,
	needRaised,
	answerStarted,
	needAnswered,
	answerConfirmed,
	needAskedAgain,
	needTimesSet,
	needKeptApart,
	rumourSignalled,
	rumourAssessed,
	rumourBecameHigh,
	spreadMeasured,
	rumourAssigned,
	variantsSet,
	rumourVerifying,
	inquiryAnswered,
	questionAsked,
	questionAnswered,
	questionTaken,
	rumourJudged,
	approachChosen,
	behaviourRecorded,
	behaviourAssessed,
	meaningRecorded,
	themeSet,
	findingReworded,
	findingMerged,
	findingUnmerged,
	findingClosed,
	findingReopened,
	factRecorded,
	factConfirmed,
	factReplaced,
	citationsReviewed,
	textDrafted,
	textWritten,
	variantDropped,
	factsCited,
	textSubmitted,
	textApproved,
	approvalWithdrawn,
	textReturned,
	notificationRecorded,
	readingRecorded,
	postingSet,
	textPublished,
	publicationReviewed,
	correctionWaived,
	addressConfirmed,
	wordsNamed,
	textPaused,
	textWithdrawn,
	textPassedOn,
	responseGiven,
	actionRecorded,
	actionRetracted,
	quoteChosen,
	quoteDropped,
	reportTextWritten,
	reportTextConfirmed,
	reportDueSet,
	adviceWritten,
	adviceDecided,
	adviceDropped,
	modelAsked,
	modelAnswered,
	reportReleased,
	reportWithdrawn,
	shareLinkMade,
	shareLinkRevoked,
	linkSignalsSet,
	linkFiguresSet,
	phoneDeskOpened,
	signalReceived,
	signalRead,
	agreementMade,
	agreementEnded,
	shiftTaken,
	searchSaved,
	searchRemoved,
	alertRuleAdded,
	alertRuleRemoved,
	alertRaised,
	alertSeen,
	personAdmitted,
	grantsSet,
	personSuspended,
	personConfirmed,
	accountsDistinguished,
	accountsLinked,
	alikeNoted,
	unlinkRequested,
	accountOpened,
	mailDomainsSet,
	publicDetailsSet,
	helpContactSet,
	securityRecorded,
	installationSetUp,
	retentionSet,
	defaultNeighbourhoodsSet,
	connectionAdded,
	credentialSet,
	budgetSet,
	tokenMade,
	tokenRevoked,
	outletConnected,
	outletDisconnected,
	preparedDrafted,
	preparedWritten,
	placeConfirmed,
	preparedApproved,
	preparedRetired,
	documentJudged,
	passagesMarked,
	learningPointWritten,
	learningPointSettled,
	logRedacted,
	redactionRequested,
	redactionConfirmed,
	redactionDeclined
] as const;

const byType: ReadonlyMap<string, AnyEventKind> = new Map(
	events.map((kind): [string, AnyEventKind] => [kind.type, kind])
);

/** An event type that this program does not know: a newer version wrote it. The reader stops following and says so. */
export class UnknownEvent extends Error {
	override readonly name = 'UnknownEvent';
}
export function eventKind(type: string): AnyEventKind {
	const kind = byType.get(type);
	if (!kind) throw new UnknownEvent(type);
	return kind;
}

/** Parses an event from the log or the transport with the current schema. @throws UnknownEvent, z.ZodError */
export const readEvent = ({ type, data }: EventOf): EventOf => ({ type, data: eventKind(type).data.parse(data) });

/** Applies one parsed event to the state; the incident's clock in that state converts the wall-clock moment. */
export function apply(state: State, { type, data }: EventOf, meta: Omit<EventMeta, 'at'>): void {
	eventKind(type).evolve(state, data, { ...meta, at: incidentTime(state.clock, meta.wallAt) });
	if (state.latest === null || state.latest.wall < meta.wallAt) state.latest = { wall: meta.wallAt };
}
