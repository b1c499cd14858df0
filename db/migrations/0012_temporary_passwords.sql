CREATE TABLE "temporary_passwords" (
	"user_id" uuid NOT NULL,
	"organization_id" uuid,
	"invitation_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "temporary_passwords_pkey" PRIMARY KEY("user_id")
);
--> statement-breakpoint
ALTER TABLE "temporary_passwords" ADD CONSTRAINT "temporary_passwords_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON temporary_passwords TO lobby_app;
--> statement-breakpoint

-- An organization that is deleted takes the invitation along, and never the duty to choose an own password.
ALTER TABLE temporary_passwords ADD CONSTRAINT temporary_passwords_invitation_fk
  FOREIGN KEY (organization_id, invitation_id) REFERENCES invitations (organization_id, id) ON DELETE SET NULL;
