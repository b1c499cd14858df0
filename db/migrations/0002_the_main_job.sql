CREATE TABLE "attachments" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"file_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"task_id" uuid,
	"ticket_id" uuid,
	"comment_id" uuid,
	"shared" boolean DEFAULT false NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "attachments_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "attachments_one_subject" CHECK ("attachments"."task_id" is null or "attachments"."ticket_id" is null)
);
--> statement-breakpoint
CREATE TABLE "comment_reactions" (
	"organization_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"emoji" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "comment_reactions_pkey" PRIMARY KEY("organization_id","comment_id","member_id","emoji"),
	CONSTRAINT "comment_reactions_emoji" CHECK (length("comment_reactions"."emoji") between 1 and 16)
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"list" text NOT NULL,
	"format" text NOT NULL,
	"filters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'RUNNING' NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"file_id" uuid,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exports_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "exports_format" CHECK ("exports"."format" in ('csv', 'xlsx')),
	CONSTRAINT "exports_status" CHECK ("exports"."status" in ('RUNNING', 'SUCCEEDED', 'FAILED')),
	CONSTRAINT "exports_file" CHECK (("exports"."status" = 'SUCCEEDED') = ("exports"."file_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"company" text NOT NULL,
	"contact_name" text DEFAULT '' NOT NULL,
	"email" text,
	"phone" text,
	"website" text,
	"source" text DEFAULT '' NOT NULL,
	"stage" text DEFAULT 'NEW' NOT NULL,
	"value_minor" bigint,
	"currency" text NOT NULL,
	"follow_up_on" date,
	"notes" text DEFAULT '' NOT NULL,
	"lost_reason" text,
	"owner_id" uuid NOT NULL,
	"client_id" uuid,
	"created_by_id" uuid NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leads_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "leads_stage" CHECK ("leads"."stage" in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL', 'WON', 'LOST')),
	CONSTRAINT "leads_currency" CHECK ("leads"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "leads_value" CHECK ("leads"."value_minor" between 0 and 9007199254740991),
	CONSTRAINT "leads_won_is_a_client" CHECK (("leads"."stage" = 'WON') = ("leads"."client_id" is not null)),
	CONSTRAINT "leads_lost_has_reason" CHECK ("leads"."stage" <> 'LOST' or length(btrim(coalesce("leads"."lost_reason", ''))) > 0),
	CONSTRAINT "leads_closed" CHECK (("leads"."stage" in ('WON', 'LOST')) = ("leads"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"due_on" date,
	"reached_at" timestamp with time zone,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "milestones_pkey" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_switches" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"project_id" uuid,
	"enabled" boolean NOT NULL,
	CONSTRAINT "notice_switches_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "notice_switches_unique" UNIQUE NULLS NOT DISTINCT("organization_id","member_id","kind","channel","project_id"),
	CONSTRAINT "notice_switches_channel" CHECK ("notice_switches"."channel" in ('product', 'mail'))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"member_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"task_id" uuid,
	"ticket_id" uuid,
	"mode" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "subscriptions_subject_unique" UNIQUE NULLS NOT DISTINCT("organization_id","member_id","project_id","task_id","ticket_id"),
	CONSTRAINT "subscriptions_mode" CHECK ("subscriptions"."mode" in ('WATCH', 'MUTE')),
	CONSTRAINT "subscriptions_one_subject" CHECK ("subscriptions"."task_id" is null or "subscriptions"."ticket_id" is null)
);
--> statement-breakpoint
CREATE TABLE "checklist_items" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"task_id" uuid NOT NULL,
	"text" text NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	"rank" double precision NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "checklist_items_pkey" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"list" text NOT NULL,
	"project_id" uuid,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "saved_views_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "saved_views_name_unique" UNIQUE NULLS NOT DISTINCT("organization_id","member_id","list","project_id","name")
);
--> statement-breakpoint
CREATE TABLE "task_dependencies" (
	"organization_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"depends_on_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_dependencies_pkey" PRIMARY KEY("organization_id","task_id","depends_on_id"),
	CONSTRAINT "task_dependencies_not_itself" CHECK ("task_dependencies"."task_id" <> "task_dependencies"."depends_on_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_counters" (
	"organization_id" uuid NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ticket_counters_pkey" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"priority" text DEFAULT 'MEDIUM' NOT NULL,
	"created_by_id" uuid NOT NULL,
	"assignee_id" uuid,
	"task_id" uuid,
	"escalation_level" smallint DEFAULT 0 NOT NULL,
	"response_due_at" timestamp with time zone NOT NULL,
	"resolution_due_at" timestamp with time zone NOT NULL,
	"responded_at" timestamp with time zone,
	"waiting_since" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tickets_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "tickets_number_unique" UNIQUE("organization_id","number"),
	CONSTRAINT "tickets_project_key" UNIQUE("organization_id","id","project_id"),
	CONSTRAINT "tickets_status" CHECK ("tickets"."status" in ('OPEN', 'IN_PROGRESS', 'WAITING_ON_CLIENT', 'RESOLVED', 'CLOSED')),
	CONSTRAINT "tickets_priority" CHECK ("tickets"."priority" in ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
	CONSTRAINT "tickets_escalation_level" CHECK ("tickets"."escalation_level" between 0 and 3),
	CONSTRAINT "tickets_clock_stands" CHECK (("tickets"."status" = 'WAITING_ON_CLIENT') = ("tickets"."waiting_since" is not null)),
	CONSTRAINT "tickets_resolved" CHECK (("tickets"."status" in ('RESOLVED', 'CLOSED')) = ("tickets"."resolved_at" is not null)),
	CONSTRAINT "tickets_closed" CHECK (("tickets"."status" = 'CLOSED') = ("tickets"."closed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_project_key" UNIQUE("organization_id","id","project_id");--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_size";--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_status";--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "content" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "ticket_id" uuid;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "kind" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "ticket_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "storage_key" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "calendar" jsonb DEFAULT '{"week":{"1":[["09:00","17:00"]],"2":[["09:00","17:00"]],"3":[["09:00","17:00"]],"4":[["09:00","17:00"]],"5":[["09:00","17:00"]],"6":[],"7":[]},"holidays":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "ticket_targets" jsonb DEFAULT '{"LOW":{"response":960,"resolution":4800},"MEDIUM":{"response":480,"resolution":2400},"HIGH":{"response":240,"resolution":960},"URGENT":{"response":60,"resolution":480}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "first_steps_closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "completed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "handover_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "ticket_id" uuid;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "source" text DEFAULT 'CSV' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "people" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "statuses" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_file_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_task_fk" FOREIGN KEY ("organization_id","task_id","project_id") REFERENCES "public"."tasks"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_ticket_fk" FOREIGN KEY ("organization_id","ticket_id","project_id") REFERENCES "public"."tickets"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_comment_fk" FOREIGN KEY ("organization_id","comment_id","project_id") REFERENCES "public"."comments"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_created_by_fk" FOREIGN KEY ("organization_id","created_by_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_comment_fk" FOREIGN KEY ("organization_id","comment_id") REFERENCES "public"."comments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_file_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_created_by_fk" FOREIGN KEY ("organization_id","created_by_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_organization_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_client_fk" FOREIGN KEY ("organization_id","client_id") REFERENCES "public"."clients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_owner_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_created_by_fk" FOREIGN KEY ("organization_id","created_by_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_created_by_fk" FOREIGN KEY ("organization_id","created_by_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_switches" ADD CONSTRAINT "notice_switches_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_switches" ADD CONSTRAINT "notice_switches_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_task_fk" FOREIGN KEY ("organization_id","task_id","project_id") REFERENCES "public"."tasks"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_ticket_fk" FOREIGN KEY ("organization_id","ticket_id","project_id") REFERENCES "public"."tickets"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_items" ADD CONSTRAINT "checklist_items_task_fk" FOREIGN KEY ("organization_id","task_id") REFERENCES "public"."tasks"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_dependencies" ADD CONSTRAINT "task_dependencies_task_fk" FOREIGN KEY ("organization_id","task_id","project_id") REFERENCES "public"."tasks"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_dependencies" ADD CONSTRAINT "task_dependencies_depends_on_fk" FOREIGN KEY ("organization_id","depends_on_id","project_id") REFERENCES "public"."tasks"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_counters" ADD CONSTRAINT "ticket_counters_organization_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_project_fk" FOREIGN KEY ("organization_id","project_id") REFERENCES "public"."projects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_task_fk" FOREIGN KEY ("organization_id","task_id","project_id") REFERENCES "public"."tasks"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_created_by_fk" FOREIGN KEY ("organization_id","created_by_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_fk" FOREIGN KEY ("organization_id","assignee_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_by_project" ON "attachments" USING btree ("organization_id","project_id","created_at");--> statement-breakpoint
CREATE INDEX "attachments_by_task" ON "attachments" USING btree ("organization_id","task_id");--> statement-breakpoint
CREATE INDEX "attachments_by_ticket" ON "attachments" USING btree ("organization_id","ticket_id");--> statement-breakpoint
CREATE INDEX "attachments_by_comment" ON "attachments" USING btree ("organization_id","comment_id");--> statement-breakpoint
CREATE INDEX "exports_by_creator" ON "exports" USING btree ("organization_id","created_by_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "leads_by_stage" ON "leads" USING btree ("organization_id","stage","follow_up_on","id");--> statement-breakpoint
CREATE INDEX "leads_by_owner" ON "leads" USING btree ("organization_id","owner_id","stage");--> statement-breakpoint
CREATE INDEX "milestones_by_project" ON "milestones" USING btree ("organization_id","project_id","due_on");--> statement-breakpoint
CREATE INDEX "subscriptions_by_project" ON "subscriptions" USING btree ("organization_id","project_id");--> statement-breakpoint
CREATE INDEX "subscriptions_by_task" ON "subscriptions" USING btree ("organization_id","task_id");--> statement-breakpoint
CREATE INDEX "subscriptions_by_ticket" ON "subscriptions" USING btree ("organization_id","ticket_id");--> statement-breakpoint
CREATE INDEX "checklist_items_by_task" ON "checklist_items" USING btree ("organization_id","task_id","rank","id");--> statement-breakpoint
CREATE INDEX "saved_views_by_project" ON "saved_views" USING btree ("organization_id","project_id");--> statement-breakpoint
CREATE INDEX "task_dependencies_by_project" ON "task_dependencies" USING btree ("organization_id","project_id");--> statement-breakpoint
CREATE INDEX "task_dependencies_by_depends_on" ON "task_dependencies" USING btree ("organization_id","depends_on_id");--> statement-breakpoint
CREATE INDEX "tickets_by_status" ON "tickets" USING btree ("organization_id","status","resolution_due_at","id");--> statement-breakpoint
CREATE INDEX "tickets_by_project" ON "tickets" USING btree ("organization_id","project_id","status");--> statement-breakpoint
CREATE INDEX "tickets_by_assignee" ON "tickets" USING btree ("organization_id","assignee_id","status");--> statement-breakpoint
CREATE INDEX "tickets_by_task" ON "tickets" USING btree ("organization_id","task_id");--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_ticket_fk" FOREIGN KEY ("organization_id","ticket_id","project_id") REFERENCES "public"."tickets"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_fk" FOREIGN KEY ("organization_id","parent_id","project_id") REFERENCES "public"."comments"("organization_id","id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_by_ticket" ON "comments" USING btree ("organization_id","ticket_id","created_at","id");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_place" CHECK (("files"."content" is null) <> ("files"."storage_key" is null));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('proof', 'import', 'attachment', 'export'));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_size" CHECK ("files"."size" between 1 and 104857600 and "files"."size" = coalesce(octet_length("files"."content"), "files"."size"));--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_one_subject" CHECK ("comments"."task_id" is null or "comments"."ticket_id" is null);--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_source" CHECK ("imports"."source" in ('CSV', 'JIRA', 'TRELLO', 'ASANA', 'GITHUB'));--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_status" CHECK ("imports"."status" in ('UPLOADED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'UNDONE'));