CREATE TABLE "proofs" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"state" text DEFAULT 'RUNNING' NOT NULL,
	"about" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sections" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "proofs_pkey" PRIMARY KEY("id"),
	CONSTRAINT "proofs_state" CHECK ("proofs"."state" in ('RUNNING', 'PASSED', 'FAILED', 'BROKEN')),
	CONSTRAINT "proofs_finished" CHECK (("proofs"."state" = 'RUNNING') = ("proofs"."finished_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "proofs_running" ON "proofs" USING btree ("state") WHERE state = 'RUNNING';--> statement-breakpoint
CREATE INDEX "proofs_started" ON "proofs" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint

-- A sheet is of the installation: it belongs to no organization, and nobody takes one away.
GRANT SELECT, INSERT, UPDATE ON proofs TO lobby_app;
