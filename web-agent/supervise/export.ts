import { useMutation } from "@tanstack/react-query";
import { z } from "zod/mini";
import { request } from "../connection/http.ts";
import { useFailureText } from "../shell/failure-text.ts";
import { showToast } from "../shell/toast.tsx";

/** Saves a conversation as a JSON file; the hub puts the export on record. */
export function useExport(id: string) {
	const explain = useFailureText();
	return useMutation({
		mutationFn: async () => {
			const data = await request(`/api/v1/conversations/${encodeURIComponent(id)}/export`, z.unknown());
			save(JSON.stringify(data, null, "\t"), `conversacion-${id}.json`);
		},
		onError: (error) => showToast({ tone: "late", text: explain(error, "export") }),
	});
}

function save(text: string, name: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	// The browser has taken the blob by the next turn.
	setTimeout(() => URL.revokeObjectURL(address), 0);
}
