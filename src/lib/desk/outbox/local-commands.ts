import type { AnyCommandKind } from '$lib/domain/core/command';
import { settleLearningPoint } from '$lib/domain/evaluation/learning-point';
import { recordBehaviour } from '$lib/domain/findings/behaviour';
import { labelStory } from '$lib/domain/findings/evidence';
import { closeFinding, reopenFinding, rewordFinding } from '$lib/domain/findings/finding';
import { recordMeaning } from '$lib/domain/findings/meaning';
import { mergeFindings, unmergeFinding } from '$lib/domain/findings/merge';
import { keepNeedsApart, raiseNeed } from '$lib/domain/findings/need';
import { signalRumour } from '$lib/domain/findings/rumour';
import { seeAlert } from '$lib/domain/overview/alert';
import { addAlertRule, removeAlertRule } from '$lib/domain/overview/alert-rule';
import { markSignalRead } from '$lib/domain/partner/signal';
import { removeSearch, saveSearch } from '$lib/domain/posts/search/saved-search';
import { keepApart } from '$lib/domain/stories/apart';
import { mergeStories, splitStory, unmergeStory } from '$lib/domain/stories/merge';
import {
	markLookedAt,
	setCallForHelp,
	setSentiment,
	takeBackCallForHelp,
	unmarkLookedAt
} from '$lib/domain/stories/story';

/**
 * The commands whose rules run in the browser: what it predicts, and what a person can undo. All others are sent as they
 * were given, and the server parses them.
 */
export const localCommands = [
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
	keepNeedsApart,
	signalRumour,
	recordBehaviour,
	recordMeaning,
	rewordFinding,
	mergeFindings,
	unmergeFinding,
	closeFinding,
	reopenFinding,
	markSignalRead,
	saveSearch,
	removeSearch,
	addAlertRule,
	removeAlertRule,
	seeAlert,
	settleLearningPoint
] as const;

const byType: ReadonlyMap<string, AnyCommandKind> = new Map(
	localCommands.map((kind): [string, AnyCommandKind] => [kind.type, kind])
);
export const localCommand = (type: string): AnyCommandKind | undefined => byType.get(type);
