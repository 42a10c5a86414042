/**
 * 200 as long as this process can serve released reports, which it has in memory, so that a proxy does not take away all
 * processes at once when the database is away; 503 when a newer program must take over. The body says whether everything
 * works (`ready`), and if not, which part does not and why. `separated`: whether the program may only add to the logs and
 * read them; null when that is not known now. `backup`: when the last was made and when one last failed.
 */
export async function GET({ locals: { program } }: { locals: Pick<App.Locals, 'program'> }): Promise<Response> {
	const [problems, rights] = await Promise.all([program.problems(), program.database.excessRights().catch(() => null)]);
	const separated = rights && rights.length === 0;
	const { made, failed } = program.backups.state;
	const backup = { made: made?.at ?? null, failed: failed?.at ?? null };
	return Response.json(
		{ ready: problems.length === 0, problems, separated, backup },
		{ status: program.logs.unknownEvent === null ? 200 : 503 }
	);
}
