/**
 * Whether the server is ready, and if not, which part is not and why. `separated`: whether the program may only add to the
 * logs and read them; null when that is not known now. `backup`: when the last was made and when one last failed.
 */
export async function GET({ locals: { program } }: { locals: Pick<App.Locals, 'program'> }): Promise<Response> {
	const problems = await program.problems();
	const rights = await program.database.tooMuchRight().catch(() => null);
	const separated = rights && rights.length === 0;
	const { made, failed } = program.backups.state;
	const backup = { made: made?.at ?? null, failed: failed?.at ?? null };
	return Response.json(
		{ ready: problems.length === 0, problems, separated, backup },
		{ status: problems.length === 0 ? 200 : 503 }
	);
}
