import type { z } from 'zod';
import { decideAdvice, dropAdvice, writeAdvice } from './report/advice';
import { describeArchive } from './archive/description';
import { recordTransfer } from './archive/transfer';
import { endAgreement, makeAgreement } from './incident/agreement';
import { revealAuthor, setAuthorKind } from './posts/author';
import { assessBehaviour, recordBehaviour } from './findings/behaviour';
import { setClock } from './core/clock';
import { endExercise } from './incident/exercise-end';
import { recordComputersUndone, showComputerAct, startComputers, stopComputers } from './incident/computer-colleagues';
import { setVariants, splitRumour } from './findings/variants';
import type { AnyCommandKind } from './core/command';
import { addConnection, setBudget, setCredential } from './posts/connections/connection';
import { recordPosted, recordPostingFailed, publishDirectly, tryPosting } from './official-text/direct-publishing';
import { confirmFact, recordFact, replaceFact } from './findings/fact';
import { reviewCitation, unreviewCitation } from './review/citation-review';
import { usePrepared } from './prepared/filling-in';
import { confirmPlace } from './prepared/place';
import { closeFinding, reopenFinding, rewordFinding } from './findings/finding';
import { mergeFindings, unmergeFinding } from './findings/merge';
import {
	closeIncident,
	describeIncident,
	openIncident,
	prolongIncident,
	reopenIncident,
	setAims,
	setFeeds,
	setNeighbourhoods,
	setDuty,
	setEscalation,
	setPhase
} from './incident/incident';
import { isAllowed } from './core/policy';
import type { Role } from './core/role';
import { endHold, holdIncident } from './incident/legal-hold';
import { answerInquiry, makeFactOfAnswer, verifyRumour } from './findings/inquiry';
import {
	confirmPerson,
	distinguishAccounts,
	linkAccounts,
	noteAlike,
	requestUnlink
} from './installation/account-eyes';
import { setMailDomains } from './installation/mail-domains';
import { setHelpContact } from './installation/help-contact';
import { setPublicDetails } from './installation/public-details';
import { recordSecurity } from './installation/security';
import { setUpInstallation } from './installation/installation';
import { setDefaultNeighbourhoods } from './installation/neighbourhoods';
import { askModel, recordModelAnswer } from './model/model-use';
import { recordMeaning, setTheme } from './findings/meaning';
import {
	answerNeed,
	confirmAnswer,
	keepNeedsApart,
	raiseNeed,
	reopenNeed,
	setNeedTimes,
	startAnswer
} from './findings/need';
import { recordOutage } from './posts/outage';
import { connectOutlet, disconnectOutlet } from './official-text/outlet';
import { recordAction, retractAction } from './incident/own-action';
import { admitPerson, grantRole, revokeRole, setGrants, suspendPerson } from './installation/people';
import { judgeDocument } from './openness/judgement';
import { markPassages } from './openness/passages';
import { approvePrepared, draftPrepared, retirePrepared, writePrepared } from './prepared/prepared-text';
import {
	passOn,
	pauseText,
	publishAlone,
	publishText,
	resumeText,
	reviewPublication,
	waiveCorrection,
	confirmAddress,
	withdrawText
} from './official-text/publication';
import { correctEverywhere } from './official-text/correcting';
import { chooseQuote, dropQuote } from './report/quote';
import { confirmRedaction, declineRedaction, redactLog } from './incident/redaction';
import { releaseReport, setReportDue, withdrawReport } from './report/version';
import { confirmReportText, writeReportText } from './report/report-text';
import { giveResponse } from './official-text/response';
import { forgetPerson, lookUpPerson } from './incident/person-request';
import { repeatForgetting } from './incident/forgotten';
import { finishMasking, maskLines, startMasking } from './incident/masking';
import { forgetDeleted, setRetention } from './incident/retention';
import {
	assessRumour,
	assignRumour,
	chooseApproach,
	confirmVerdict,
	giveVerdict,
	measureSpread,
	signalRumour
} from './findings/rumour';
import { settleLearningPoint, writeLearningPoint } from './evaluation/learning-point';
import { changeProfile } from './posts/search/profile';
import { reduceProfile } from './posts/search/smaller-profile';
import { makeShareLink, revokeShareLink, setLinkFigures, setLinkSignals } from './report/share-link';
import { openPhoneDesk } from './partner/phone-link';
import { askByLink, answerQuestion, takeOverReply } from './partner/question';
import { markSignalRead, receiveSignal } from './partner/signal';
import { takeShift } from './incident/shift';
import { raiseAlert, seeAlert } from './overview/alert';
import { addAlertRule, removeAlertRule } from './overview/alert-rule';
import { removeSearch, saveSearch } from './posts/search/saved-search';
import { addSource, setSourceKey, setSourceState } from './posts/source';
import { mergeStories, splitStory, unmergeStory } from './stories/merge';
import { setSentiment, markLookedAt, setCallForHelp, takeBackCallForHelp, unmarkLookedAt } from './stories/story';
import { keepApart } from './stories/apart';
import { labelStory } from './findings/evidence';
import { makeToken, revokeToken } from './installation/token';
import { approveText, recordNotification, returnText, withdrawApproval } from './official-text/approval';
import { recordReading } from './official-text/reading';
import { citeFacts, draftText, dropVariant, submitText, writeText } from './official-text/writing';

/** Every command there is. The HTTP API, its documentation and the outbox are made from this list. */
export const commands = [
	openIncident,
	describeIncident,
	setPhase,
	prolongIncident,
	setAims,
	setFeeds,
	setNeighbourhoods,
	setDuty,
	setEscalation,
	closeIncident,
	reopenIncident,
	holdIncident,
	endHold,
	forgetDeleted,
	startMasking,
	maskLines,
	finishMasking,
	describeArchive,
	recordTransfer,
	repeatForgetting,
	lookUpPerson,
	forgetPerson,
	setClock,
	endExercise,
	startComputers,
	showComputerAct,
	stopComputers,
	recordComputersUndone,
	changeProfile,
	reduceProfile,
	addSource,
	setSourceState,
	recordOutage,
	setSourceKey,
	setAuthorKind,
	revealAuthor,
	labelStory,
	setSentiment,
	markLookedAt,
	unmarkLookedAt,
	setCallForHelp,
	takeBackCallForHelp,
	splitStory,
	mergeStories,
	unmergeStory,
	keepApart,
	raiseNeed,
	startAnswer,
	answerNeed,
	confirmAnswer,
	reopenNeed,
	setNeedTimes,
	keepNeedsApart,
	signalRumour,
	assessRumour,
	measureSpread,
	assignRumour,
	setVariants,
	splitRumour,
	verifyRumour,
	answerInquiry,
	askByLink,
	answerQuestion,
	takeOverReply,
	makeFactOfAnswer,
	confirmVerdict,
	giveVerdict,
	chooseApproach,
	recordBehaviour,
	assessBehaviour,
	recordMeaning,
	setTheme,
	rewordFinding,
	mergeFindings,
	unmergeFinding,
	closeFinding,
	reopenFinding,
	recordFact,
	confirmFact,
	replaceFact,
	reviewCitation,
	unreviewCitation,
	draftText,
	confirmPlace,
	usePrepared,
	writeText,
	dropVariant,
	citeFacts,
	submitText,
	approveText,
	withdrawApproval,
	returnText,
	recordNotification,
	recordReading,
	publishText,
	publishDirectly,
	tryPosting,
	recordPosted,
	recordPostingFailed,
	publishAlone,
	reviewPublication,
	waiveCorrection,
	confirmAddress,
	correctEverywhere,
	pauseText,
	resumeText,
	withdrawText,
	passOn,
	giveResponse,
	recordAction,
	retractAction,
	chooseQuote,
	dropQuote,
	writeReportText,
	confirmReportText,
	setReportDue,
	writeAdvice,
	decideAdvice,
	dropAdvice,
	askModel,
	recordModelAnswer,
	releaseReport,
	withdrawReport,
	makeShareLink,
	revokeShareLink,
	setLinkSignals,
	setLinkFigures,
	openPhoneDesk,
	receiveSignal,
	markSignalRead,
	makeAgreement,
	endAgreement,
	takeShift,
	saveSearch,
	removeSearch,
	addAlertRule,
	removeAlertRule,
	raiseAlert,
	seeAlert,
	admitPerson,
	grantRole,
	revokeRole,
	setGrants,
	suspendPerson,
	confirmPerson,
	distinguishAccounts,
	linkAccounts,
	noteAlike,
	requestUnlink,
	setMailDomains,
	setPublicDetails,
	setHelpContact,
	recordSecurity,
	setUpInstallation,
	setRetention,
	setDefaultNeighbourhoods,
	addConnection,
	setCredential,
	setBudget,
	makeToken,
	revokeToken,
	connectOutlet,
	disconnectOutlet,
	draftPrepared,
	writePrepared,
	approvePrepared,
	retirePrepared,
	judgeDocument,
	markPassages,
	writeLearningPoint,
	settleLearningPoint,
	redactLog,
	confirmRedaction,
	declineRedaction
] as const;
type Command = ReturnType<(typeof commands)[number]>;
export type CommandType = Command['type'];
/** What a command of this type is given, as its schema says. */
export type CommandInput<T extends CommandType> = z.input<
	Extract<(typeof commands)[number], { readonly type: T }>['input']
>;
/** A command of this type without an id yet. */
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;

const byType: ReadonlyMap<string, AnyCommandKind> = new Map(
	commands.map((kind): [string, AnyCommandKind] => [kind.type, kind])
);
export const commandKind = (type: string): AnyCommandKind | undefined => byType.get(type);

/** Which commands a person may give in an incident: while it is open, and once it is closed; `now`: those sent at once or not at all. */
export interface Permitted {
	readonly open: readonly CommandType[];
	readonly closed: readonly CommandType[];
	readonly now: readonly CommandType[];
}
export function permittedTo(roles: readonly Role[]): Permitted {
	const allowed = commands.filter(({ allow }) => isAllowed(roles, allow));
	const typesIn = (phase: 'open' | 'closed'): CommandType[] =>
		allowed.filter(({ during }) => during === phase || during === 'openOrClosed').map(({ type }) => type);
	const now = commands.filter(({ delivery }) => delivery === 'now').map(({ type }) => type);
	return { open: typesIn('open'), closed: typesIn('closed'), now };
}
