/**
 * Every table, by the part of the program that owns it. Each key and foreign key of an incident's tables begins with
 * the incident.
 */
export * from './schema/log';
export * from './schema/posts';
export * from './schema/stories';
export * from './schema/report';
export * from './schema/accounts';
export * from './schema/organisation';
export * from './schema/connections';
export * from './schema/publish';
export * from './schema/exercises';
export * from './schema/push';
export * from './schema/operations';
