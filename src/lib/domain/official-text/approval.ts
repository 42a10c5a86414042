import { z } from 'zod';
import { Channel } from './channel';
import { command } from '../core/command';
import { event } from '../core/event';
import { SeenAct, seenAct, withActs } from '../core/eyes';
import { Sha256, TextId } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import {
	VariantReferences,
	assertMayApprove,
	findText,
	findVariant,
	isApproved,
	isAwaitingApproval,
	isReturned,
	isWording,
	lastPublicationIn,
	ApprovalNotice,
	OfficialText,
	WithdrawnApproval,
	RestedOn,
	namedIn,
	withoutNames,
	type Variant
} from './official-text';
import { MAX_VARIANTS } from '../findings/finding';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { assertBasisSound, basisNow, basisOf, isCarriedOver, versionOf } from './basis';
import { areWhole, awaitsReader, isLapsed, namedNow } from './combination';
import { LooseText, Text } from '../core/text';

/**
 * Checks that these words were submitted, and that the approver read what they rest on now.
 * @param read the basis that was on the approver's screen; undefined: the basis of the submission
 * @throws Refusal
 */
function assertBasisRead(
	state: ReadState,
	text: Readonly<OfficialText>,
	variant: Readonly<Variant>,
	read: Sha256 | undefined
): void {
	const version = versionOf(text, variant);
	if (!version) throw new Refusal('text.notSubmitted');
	if ((read ?? version.basis) !== basisOf(state, text) || !isCarriedOver(state, text, version))
		throw new Refusal('text.basisChanged');
}

/**
 * Approves (akkoord) these words of these channels, all or none; nobody could have been both the approver and their
 * last editor. `basis` is what the words rested on where the approver read them: when the claim, the verdict or a fact
 * changed since, it is refused. Words whose approval lapsed because of such a change are approved again in the same way.
 */
export const approveText = command('text.approve', {
	input: () =>
		z.strictObject({
			text: TextId,
			variants: VariantReferences,
			basis: Sha256.optional(),
			/** The other wordings of the claim on the screen: the phone script then shows them. */
			also: z.array(Sha256).max(MAX_VARIANTS).optional(),
			/** Why the words are right although a number differs between them. */
			why: Text(500, 'ownWords').nullable().optional()
		}),
	allow: deskStaff,
	proof: 'fresh',
	delivery: 'now',
	refusals: [
		'fact.replaced',
		'rumour.reworded',
		'text.absent',
		'text.basisChanged',
		'text.changed',
		'text.channel',
		'text.decided',
		'text.fourEyes',
		'text.noSpokesperson',
		'text.notSubmitted',
		'text.ownPart',
		'text.paused',
		'text.sharedEyes',
		'text.withdrawn',
		'text.withoutFact',
		'text.withoutVerdict'
	],
	decide({ text: id, variants, basis: read, also = [], why = null }, { state, actor, now }) {
		const text = findText(state, id);
		if (text.paused) throw new Refusal('text.paused', { by: text.paused.by });
		const named = variants.map(({ channel, checksum }) => {
			const variant = findVariant(text, channel, checksum);
			if (variant.approved && !isLapsed(state, text, variant))
				throw new Refusal('text.decided', { by: variant.approved.by });
			if (variant.submitted === null && text.returned && isReturned(text))
				throw new Refusal('text.decided', { by: text.returned.by });
			assertBasisRead(state, text, variant, read);
			assertMayApprove(variant, actor);
			return { ...namedNow(state, text, variant, actor, now), also };
		});
		if (!areWhole(named)) throw new Refusal('text.ownPart');
		assertBasisSound(
			state,
			text,
			variants.map(({ checksum }) => checksum)
		);
		return textApproved({ text: id, variants, ...seenAct(actor, now), ...basisNow(state, text), named, why });
	}
});
export const textApproved = event('text.approved', {
	data: () =>
		z.object({
			text: TextId,
			variants: z.array(z.object({ channel: Channel, checksum: Sha256 })),
			...SeenAct.shape,
			...RestedOn,
			...namedIn,
			why: Text(500, 'ownWords').nullable().default(null)
		}),
	evolve(state, { text: id, variants: approvedWords, named, ...approved }) {
		const text = state.texts.get(id);
		if (!text) return;
		change(state.texts, id, {
			named: withActs(text.named, named),
			variants: text.variants.map((variant) =>
				approvedWords.some((each) => isWording(variant, each))
					? { ...variant, approved: { ...approved, checksum: variant.checksum, since: null } }
					: variant
			)
		});
	}
});

/**
 * Withdraws the approval of words that were not published: they wait for approval again, and cannot go out before it.
 * Anybody at the desk may stop words; who stops what a colleague approved says why.
 */
export const withdrawApproval = command('text.withdrawApproval', {
	input: () =>
		z.strictObject({
			text: TextId,
			variants: VariantReferences,
			why: Text(500, 'ownWords').nullable()
		}),
	allow: deskStaff,
	delivery: 'now',
	refusals: [
		'approval.absent',
		'approval.withoutWhy',
		'posting.underWay',
		'text.absent',
		'text.alreadyPublished',
		'text.changed',
		'text.channel',
		'text.withdrawn'
	],
	decide({ text: id, variants, why }, { state, actor, now }) {
		const text = findText(state, id);
		for (const { channel, checksum } of variants) {
			const variant = findVariant(text, channel, checksum);
			if (!variant.approved || !isApproved(variant)) throw new Refusal('approval.absent');
			if (lastPublicationIn(text, channel)?.checksum === checksum) throw new Refusal('text.alreadyPublished');
			// Once sent, it may be published; only the network's answer tells.
			const isOnItsWay = text.postings.some(
				(posting) => isWording(posting, { channel, checksum }) && posting.state === 'waiting' && posting.tries > 0
			);
			if (isOnItsWay) throw new Refusal('posting.underWay');
			if (variant.approved.by !== actor.id && why === null)
				throw new Refusal('approval.withoutWhy', { by: variant.approved.by });
		}
		return approvalWithdrawn({ text: id, withdrawn: { variants, by: actor.id, at: now, why } });
	}
});
export const approvalWithdrawn = event('text.approvalWithdrawn', {
	data: () => z.object({ text: TextId, withdrawn: WithdrawnApproval }),
	evolve(state, { text: id, withdrawn }) {
		const text = state.texts.get(id);
		if (!text) return;
		const variants = text.variants.map((variant) =>
			withdrawn.variants.some((named) => isWording(variant, named)) ? { ...variant, approved: null } : variant
		);
		change(state.texts, id, {
			variants,
			approvalWithdrawn: withdrawn,
			...withoutNames(text, withdrawn.variants)
		});
	}
});

/** Returns the text to the writer, with a reason. Approvals that still cover what the text rests on stay. */
export const returnText = command('text.return', {
	input: () => z.strictObject({ text: TextId, version: z.int().positive(), why: Text(500, 'ownWords') }),
	allow: deskStaff,
	refusals: ['text.absent', 'text.changed', 'text.decided', 'text.notSubmitted', 'text.withdrawn'],
	decide({ text: id, version, why }, { state, actor, now }) {
		const text = findText(state, id);
		const decided = text.variants.findLast(({ approved }) => approved)?.approved?.by ?? text.returned?.by;
		const waiting = text.variants.filter((variant) => awaitsReader(state, text, variant));
		if (waiting.length === 0)
			throw decided ? new Refusal('text.decided', { by: decided }) : new Refusal('text.notSubmitted');
		if (text.versions.at(-1)?.number !== version)
			throw new Refusal('text.changed', { by: text.versions.at(-1)?.by ?? text.made.by });
		const variants = waiting.map(({ channel, checksum }) => ({ channel, checksum }));
		return textReturned({ text: id, variants, returned: { by: actor.id, at: now, why, version } });
	}
});
export const textReturned = event('text.returned', {
	data: () =>
		z.object({
			text: TextId,
			/** The words that go back, of which an approval may have lapsed; without them those that wait for one. */
			variants: z.array(z.object({ channel: Channel, checksum: Sha256 })).optional(),
			returned: OfficialText.shape.returned.unwrap().extend({ why: LooseText(500, 'ownWords') })
		}),
	evolve(state, { text: id, variants: named, returned }) {
		const goesBack = (variant: Readonly<Variant>): boolean =>
			named?.some((each) => isWording(variant, each)) ?? isAwaitingApproval(variant);
		const text = state.texts.get(id);
		if (!text) return;
		const variants = text.variants.map((variant) =>
			goesBack(variant) ? { ...variant, submitted: null, approved: null } : variant
		);
		change(state.texts, id, { returned, variants, ...withoutNames(text, text.variants.filter(goesBack)) });
	}
});

/**
 * Records that a person was notified of an approval request, or could not be: the asker sees it; and that their devices
 * take it back, whatever became of the text.
 */
export const recordNotification = command('text.recordNotification', {
	input: () => z.strictObject({ text: TextId, notice: z.strictObject(ApprovalNotice.omit({ at: true }).shape) }),
	allow: onlySystem,
	refusals: ['text.absent'],
	decide({ text: id, notice }, { state, now }) {
		const text = state.texts.get(id);
		if (!text) throw new Refusal('text.absent');
		const recorded = text.notices.find((each) => isSameNotice(each, notice));
		const at = notice.settled && recorded ? recorded.at : now;
		return notificationRecorded({ text: id, notice: { ...notice, at } });
	}
});
const isSameNotice = (
	a: Pick<ApprovalNotice, 'version' | 'to' | 'reminder'>,
	b: Pick<ApprovalNotice, 'version' | 'to' | 'reminder'>
): boolean => a.version === b.version && a.to === b.to && a.reminder === b.reminder;
export const notificationRecorded = event('text.notificationRecorded', {
	data: () => z.object({ text: TextId, notice: ApprovalNotice }),
	evolve(state, { text: id, notice }) {
		const others = state.texts.get(id)?.notices.filter((each) => !isSameNotice(each, notice));
		if (others) change(state.texts, id, { notices: [...others, notice] });
	}
});
