import type { DeskStaff } from "../../src/desk/access.ts";
import { permissionsOf, type Role } from "../../src/staff/index.ts";

/** Somebody of staff with the rights of a role; serves every queue unless told otherwise. */
export function person(id: string, role: Role, queues: readonly string[] = []): DeskStaff {
	return { id, name: id, roles: [role], permissions: permissionsOf([role]), queues, sight: null, capacity: 4 };
}
