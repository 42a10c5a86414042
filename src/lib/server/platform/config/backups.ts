import { resolve } from 'node:path';
import { Encrypter } from 'age-encryption';
import { z } from 'zod';
import { count, list } from './values';

/** Where encrypted back-ups go, and when. */
export interface BackupConfig {
	/** Absolute path. It is never created: an absent folder means that its disk is not mounted. */
	readonly folder: string;
	readonly everyHours: number;
	/** The number of back-ups to keep; the oldest is deleted when a newer one is complete. */
	readonly keep: number;
	/** At least one. */
	readonly recipients: readonly string[];
}

interface BackupSettings {
	/** Public keys (`age1…`) whose owners can open the back-ups; empty: none are given. */
	readonly backupRecipients: readonly string[];
	/** The automatic back-ups; `null`: none. */
	readonly backup: BackupConfig | null;
}

const recipients = z
	.string()
	.transform(list)
	.refine((all) => all.every(isRecipient));
const hours = z
	.string()
	.regex(/^[1-9]\d{0,2}$/)
	.transform(Number);

/** Each variable: what it must be, and what to write when it is not (config.ts). */
export const backupVariables = {
	BACKUP_FOLDER: {
		is: z.string().min(1),
		advice: 'give the folder for back-ups, best on another disk',
		about: 'existing folder, best on another disk, where the program writes encrypted back-ups by itself',
		byDefault: 'no automatic back-ups'
	},
	BACKUP_RECIPIENT: {
		is: recipients,
		advice:
			'give the public keys that can open the back-ups, such as age1…, with commas between; "npm run backup -- --make-key FILE" makes a pair',
		about: 'public keys (age1…) that can open the back-ups, with commas between',
		byDefault: 'none'
	},
	BACKUP_EVERY: {
		is: hours,
		advice: 'give how many hours lie between two back-ups, from 1 to 999',
		about: 'hours between two back-ups',
		byDefault: '24'
	},
	BACKUP_KEEP: {
		is: count,
		advice: 'give how many back-ups are kept, from 1 to 9999',
		about: 'how many back-ups are kept',
		byDefault: '14'
	}
} as const;

type Name = keyof typeof backupVariables;
interface BackupValues {
	readonly folder: string | undefined;
	readonly recipients: readonly string[] | undefined;
	readonly everyHours: number | undefined;
	readonly keep: number | undefined;
}

/** @param mistakes receives a sentence for each variable that is missing */
export function backupSettings(
	{ folder, recipients = [], everyHours = 24, keep = 14 }: BackupValues,
	isSet: (name: Name) => boolean,
	mistakes: string[]
): BackupSettings {
	if (isSet('BACKUP_FOLDER') && !isSet('BACKUP_RECIPIENT'))
		mistakes.push(`BACKUP_RECIPIENT is missing: ${backupVariables.BACKUP_RECIPIENT.advice}.`);
	for (const name of ['BACKUP_EVERY', 'BACKUP_KEEP'] as const)
		if (isSet(name) && !isSet('BACKUP_FOLDER'))
			mistakes.push(`${name} is set without BACKUP_FOLDER: set both, or neither.`);
	return {
		backupRecipients: recipients,
		backup: folder === undefined ? null : { folder: resolve(folder), everyHours, keep, recipients }
	};
}

function isRecipient(text: string): boolean {
	try {
		new Encrypter().addRecipient(text);
		return true;
	} catch {
		return false;
	}
}
