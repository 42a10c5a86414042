import type { Moment } from './ids';
import { Refusal } from './refusal';
import type { Actor, Role } from './role';

/**
 * Who may send a command (docs/domain.md, roles). A coordinator may do whatever an analyst may. Every command
 * names one of these sentences in `allow`; the matrix in tests/domain/policies.test.ts says the outcome for each command
 * and role.
 */
export type Policy = readonly Role[];

export const analysts: Policy = ['analyst', 'coordinator'];
export const deskStaff: Policy = ['analyst', 'spokesperson', 'coordinator'];
/** Who reviews texts of others when an approval is no longer possible or not required. */
export const secondReaders: Policy = ['spokesperson', 'coordinator'];
export const coordinators: Policy = ['coordinator'];
export const administrators: Policy = ['administrator'];
export const coordinatorsAndAdministrators: Policy = [...coordinators, ...administrators];
export const analystsAndAdministrators: Policy = [...analysts, ...administrators];
/** Commands of the program itself: arrivals, scripted exercise actions, measurements, the end of monitoring. */
export const onlySystem: Policy = ['system'];
export const analystsAndSystem: Policy = [...analysts, ...onlySystem];
export const deskStaffAndSystem: Policy = [...deskStaff, ...onlySystem];
export const administratorsAndSystem: Policy = [...administrators, ...onlySystem];

/** Whether one of these roles satisfies the policy. */
export const isAllowed = (roles: readonly Role[], policy: Policy): boolean =>
	roles.some((role) => policy.includes(role));

/** Whether this actor reads posts: a partner sees the report only, an administrator the accounts. */
export const isAtDesk = ({ roles }: Actor): boolean => isAllowed(roles, deskStaff);
/** Whether this actor may open an incident or an exercise. */
export const mayOpen = ({ roles }: Actor): boolean => isAllowed(roles, analysts);

/**
 * What a command or page requires: `none`, a second factor in this session (`second`), or a recent one
 * (`fresh`).
 */
export type ProofNeed = 'none' | 'second' | 'fresh';

/** The second-factor rule of this installation. */
export interface ProofRule {
	/** Whether people who may decide must have a second factor. Without it, only those who have one are asked. */
	readonly required: boolean;
	/** How old a second factor may be to count as fresh. */
	readonly minutes: number;
}

const MINUTE = 60_000;

/** Requires no second factor. */
export const noProofRequired: ProofRule = { required: false, minutes: 30 };

/**
 * What this actor still lacks to satisfy `need`; null for nothing. The program itself and its fictional
 * people and computer colleagues, who can do nothing real, never need a second factor.
 */
export function proofMissing(
	need: ProofNeed,
	{ roles, exerciseOnly, program, proof = null }: Actor,
	{ required, minutes }: ProofRule,
	now: Moment
): 'missing' | 'stale' | null {
	if (need === 'none' || !required || roles.includes('system') || exerciseOnly || program) return null;
	if (proof === null) return 'missing';
	return need === 'fresh' && Date.parse(now) - Date.parse(proof.at) > minutes * MINUTE ? 'stale' : null;
}

/** @throws Refusal */
export function assertProof(need: ProofNeed, actor: Actor, rule: ProofRule, now: Moment): void {
	const missing = proofMissing(need, actor, rule, now);
	if (missing === 'missing') throw new Refusal('factor.missing');
	if (missing === 'stale') throw new Refusal('factor.stale', { minutes: rule.minutes });
}
