import { error } from '@sveltejs/kit';
import { wordsIn } from '$lib/i18n/words';
import { evaluationDocument, evaluationFileName, figuresCsv } from '$lib/server/records/evaluation/evaluation-files';
import { commandLine } from '$lib/server/platform/operations/logger';
import { ThreadError } from '$lib/server/platform/operations/worker-thread';
import { docx } from '$lib/server/read/report/export/docx';
import { download } from '$lib/server/read/report/files/report-files';
import { evaluatedFor } from '../../evaluated.server';
import type { RequestHandler } from './$types';

/** The evaluation as a document (`pdf`, `docx`), or its key figures (`csv`); `?with=` compares it with another. */
export const GET: RequestHandler = async (event) => {
	const { params, locals, getClientAddress } = event;
	const { form } = params;
	const { id, person, evaluated, names } = await evaluatedFor(event);
	const words = wordsIn(locals.language);
	const nameOf = new Map(names);
	const { frame, flow } = evaluationDocument(evaluated, words, (person) => nameOf.get(person) ?? '?');
	const { evaluations } = locals.program;
	const name = (kind: 'file' | 'figuresFile') => evaluationFileName(evaluated.evaluation, kind, form, words);
	try {
		const file =
			form === 'pdf'
				? { name: name('file'), type: 'application/pdf', body: await evaluations.write({ pdf: frame, flow }) }
				: form === 'docx'
					? { name: name('file'), type: docx.type, body: await evaluations.write({ docx: frame, flow }) }
					: form === 'csv'
						? {
								name: name('figuresFile'),
								type: 'text/csv; charset=utf-8',
								body: Buffer.from(figuresCsv(evaluated, words))
							}
						: error(404, 'report.absent');
		commandLine({
			action: 'evaluation.export',
			object: `incident/${id}`,
			result: 'done',
			origin: getClientAddress(),
			actor: person.id
		});
		return download({ ...file, body: new Uint8Array(file.body) });
	} catch (cause) {
		if (!(cause instanceof ThreadError) || cause.reason === 'failed') throw cause;
		error(503, 'report.busy');
	}
};
