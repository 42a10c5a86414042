import type { Actor, Role } from './role';

/**
 * Who may send a command (domain.md §1). A coordinator may do whatever an analyst may. Every command names one of these
 * sentences in `allow`; the matrix in tests/domain/policies.test.ts says the outcome for each command and role.
 */
export type Policy = readonly Role[];

export const analysts: Policy = ['analyst', 'coordinator'];
export const deskStaff: Policy = ['analyst', 'spokesperson', 'coordinator'];
export const coordinators: Policy = ['coordinator'];
export const administrators: Policy = ['administrator'];
export const coordinatorsAndAdministrators: Policy = [...coordinators, ...administrators];
export const analystsAndAdministrators: Policy = [...analysts, ...administrators];
/** What no person types: arrivals, scripted actions of an exercise, measurements, the end of monitoring. */
export const onlySystem: Policy = ['system'];
export const analystsAndSystem: Policy = [...analysts, ...onlySystem];
export const deskStaffAndSystem: Policy = [...deskStaff, ...onlySystem];
export const administratorsAndSystem: Policy = [...administrators, ...onlySystem];

/** Whether one of these roles satisfies the policy. */
export const isAllowed = (held: readonly Role[], policy: Policy): boolean => held.some((role) => policy.includes(role));

/** Whether this actor reads posts: a partner sees the report only, an administrator the accounts. */
export const isAtDesk = ({ roles }: Actor): boolean => isAllowed(roles, deskStaff);
/** Whether this actor may open an incident or an exercise. */
export const mayOpen = ({ roles }: Actor): boolean => isAllowed(roles, analysts);
