import { decideAdvice, dropAdvice, writeAdvice } from './report/advice';
import { endAgreement, makeAgreement } from './incident/agreement';
import { revealAuthor, setAuthorKind } from './posts/author';
import { assessBehaviour, recordBehaviour } from './findings/behaviour';
import { setClock } from './core/clock';
import { setVariants, splitRumour } from './findings/variants';
import type { AnyCommandKind } from './core/command';
import { addConnection, setBudget, setCredential } from './posts/connections/connection';
import { recordPosted, recordPostingFailed, publishDirectly, tryPosting } from './official-text/direct-publishing';
import { recordFact, replaceFact, reviewCitation } from './findings/fact';
import { usePrepared } from './prepared/filling-in';
import { closeFinding, mergeFindings, reopenFinding, rewordFinding } from './findings/finding';
import {
	closeIncident,
	describeIncident,
	openIncident,
	prolongIncident,
	reopenIncident,
	setAims,
	setDuty,
	setPhase
} from './incident/incident';
import { endHold, holdIncident } from './incident/legal-hold';
import { answerInquiry, verifyRumour } from './findings/inquiry';
import { setUpInstallation } from './installation/installation';
import { askModel, recordModelAnswer } from './model/model-use';
import { recordMeaning, setTheme } from './findings/meaning';
import { answerNeed, raiseNeed, reopenNeed, startAnswer } from './findings/need';
import { recordOutage } from './posts/outage';
import { connectOutlet, disconnectOutlet } from './official-text/outlet';
import { recordAction, retractAction } from './incident/own-action';
import { admitPerson, grantRole, revokeRole, setGrants, suspendPerson } from './installation/people';
import { approvePrepared, prepareText, retirePrepared, writePrepared } from './prepared/prepared-text';
import {
	pauseText,
	publishAlone,
	publishText,
	resumeText,
	reviewPublication,
	waiveCorrection,
	withdrawText
} from './official-text/publication';
import { chooseQuote, dropQuote } from './report/quote';
import { redactLog } from './incident/redaction';
import { releaseReport, setReportDue, withdrawReport, writeReportText } from './report/version';
import { giveResponse } from './official-text/response';
import { forgetDeleted, setRetention } from './incident/retention';
import {
	assessRumour,
	assignRumour,
	chooseApproach,
	giveVerdict,
	measureSpread,
	signalRumour
} from './findings/rumour';
import { changeProfile } from './posts/search/profile';
import { makeShareLink, revokeShareLink, setLinkFigures, setLinkSignals } from './report/share-link';
import { takeShift } from './incident/shift';
import { addSource, setSourceKey, setSourceState } from './posts/source';
import { setSentiment, markLookedAt, mergeStories, setCallForHelp, splitStory, unmarkLookedAt } from './stories/story';
import { labelStory } from './findings/evidence';
import { makeToken, revokeToken } from './installation/token';
import { approveText, recordNotification, returnText } from './official-text/approval';
import { passOn } from './official-text/passing-on';
import { recordReading } from './official-text/reading';
import { citeFacts, draftText, dropVariant, submitText, writeText } from './official-text/writing';

/** Every command there is. The HTTP API, its documentation and the outbox are made from this list. */
export const commands = [
	openIncident,
	describeIncident,
	setPhase,
	prolongIncident,
	setAims,
	setDuty,
	closeIncident,
	reopenIncident,
	holdIncident,
	endHold,
	forgetDeleted,
	setClock,
	changeProfile,
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
	splitStory,
	mergeStories,
	raiseNeed,
	startAnswer,
	answerNeed,
	reopenNeed,
	signalRumour,
	assessRumour,
	measureSpread,
	assignRumour,
	setVariants,
	splitRumour,
	verifyRumour,
	answerInquiry,
	giveVerdict,
	chooseApproach,
	recordBehaviour,
	assessBehaviour,
	recordMeaning,
	setTheme,
	rewordFinding,
	mergeFindings,
	closeFinding,
	reopenFinding,
	recordFact,
	replaceFact,
	reviewCitation,
	draftText,
	usePrepared,
	writeText,
	dropVariant,
	citeFacts,
	submitText,
	approveText,
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
	makeAgreement,
	endAgreement,
	takeShift,
	admitPerson,
	grantRole,
	revokeRole,
	setGrants,
	suspendPerson,
	setUpInstallation,
	setRetention,
	addConnection,
	setCredential,
	setBudget,
	makeToken,
	revokeToken,
	connectOutlet,
	disconnectOutlet,
	prepareText,
	writePrepared,
	approvePrepared,
	retirePrepared,
	redactLog
] as const;
type Command = ReturnType<(typeof commands)[number]>;
export type CommandType = Command['type'];

const byType: ReadonlyMap<string, AnyCommandKind> = new Map(
	commands.map((kind): [string, AnyCommandKind] => [kind.type, kind])
);
export const commandKind = (type: string): AnyCommandKind | undefined => byType.get(type);
