import { z } from 'zod';
import { Replacement } from '$lib/domain/findings/fact';
import { Moment, Sha256 } from '$lib/domain/core/ids';
import { PublicKey } from '$lib/domain/report/public-key';
import { Report } from '$lib/domain/report/content';
import { ReportVersion } from '$lib/domain/report/version';
import type { ExportKind } from './export-kind';

/** The address of the schema. */
const SCHEMA = '/schemas/report.json';

/** The content of the file; `frame` surrounds the content and is not part of its checksum. */
export const ReportFile = z.object({
	$schema: z.literal(SCHEMA),
	frame: z.object({
		number: z.int().positive(),
		/** The log position. */
		position: z.int().nonnegative(),
		chainHead: Sha256,
		rules: z.string(),
		/** The public key (Ed25519) of the signatures of the logs’ heads; null in versions that were released without it. */
		publicKey: PublicKey.nullable().default(null),
		/** The checksum of the content in canonical form. */
		checksum: Sha256,
		released: Moment.nullable(),
		/** Its facts that were replaced after its release, when this file was made. */
		replaced: z.array(Replacement).default([]),
		/** Why and when it was withdrawn; null for a version that was not, when this file was made. */
		withdrawn: ReportVersion.shape.withdrawn.unwrap().pick({ why: true, at: true }).nullable().default(null)
	}),
	report: Report
});

/** The content as it was released. */
export const json = {
	extension: 'json',
	type: 'application/json',
	write: ({ frame, report }) => `${JSON.stringify(ReportFile.parse({ $schema: SCHEMA, frame, report }), null, '\t')}\n`
} as const satisfies ExportKind;
