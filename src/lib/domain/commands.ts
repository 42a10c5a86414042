import { decideAdvice, dropAdvice, writeAdvice } from './advice';
import { endAgreement, makeAgreement } from './agreement';
import { revealAuthor, setAuthorKind } from './author';
import { assessBehaviour, recordBehaviour } from './behaviour';
import { setClock } from './clock';
import { setVariants, splitRumour } from './claim';
import type { AnyCommandKind } from './command';
import { addConnection, setBudget, setCredential } from './connection';
import { recordPosted, recordPostingFailed, publishDirectly, tryPosting } from './direct-publishing';
import { recordFact, replaceFact, reviewCitation } from './fact';
import { usePrepared } from './filling-in';
import { closeFinding, mergeFindings, reopenFinding, rewordFinding } from './finding';
import { closeIncident, describeIncident, openIncident, prolongIncident, reopenIncident, setAims, setDuty, setPhase } from './incident';
import { endHold, holdIncident } from './legal-hold';
import { answerInquiry, verifyRumour } from './inquiry';
import { setUpInstallation } from './installation';
import { recordMeaning, setTheme } from './meaning';
import { answerNeed, raiseNeed, reopenNeed, startAnswer } from './need';
import { recordOutage } from './outage';
import { connectOutlet, disconnectOutlet } from './outlet';
import { recordAction, retractAction } from './own-action';
import { admitPerson, grantRole, revokeRole, setGrants, suspendPerson } from './people';
import { approvePrepared, prepareText, retirePrepared, writePrepared } from './prepared-text';
import { pauseText, publishAlone, publishText, resumeText, reviewPublication, waiveCorrection, withdrawText } from './publication';
import { chooseQuote, dropQuote } from './quote';
import { redactLog } from './redaction';
import { releaseReport, setReportDue, withdrawReport, writeReportText } from './report';
import { giveResponse } from './response';
import { forgetDeleted, setRetention } from './retention';
import { assessRumour, assignRumour, chooseApproach, giveVerdict, measureSpread, signalRumour } from './rumour';
import { changeProfile } from './search-profile';
import { makeShareLink, revokeShareLink, setLinkFigures, setLinkSignals } from './share-link';
import { takeShift } from './shift';
import { addSource, setSourceKey, setSourceState } from './source';
import { setSentiment, markLookedAt, mergeStories, setCallForHelp, splitStory, unmarkLookedAt } from './story';
import { labelStory } from './evidence';
import { makeToken, revokeToken } from './token';
import { approveText, recordNotification, returnText } from './text-approval';
import { passOn } from './text-passing';
import { recordReading } from './text-reading';
import { citeFacts, draftText, dropVariant, submitText, writeText } from './text-writing';

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

const byType: ReadonlyMap<string, AnyCommandKind> = new Map(commands.map((kind): [string, AnyCommandKind] => [kind.type, kind]));
export const commandKind = (type: string): AnyCommandKind | undefined => byType.get(type);
