-- Nothing that others wait for is given to somebody who has left: whoever gives it waits for the departure to end, and is told.
CREATE FUNCTION app_duty_is_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  holder uuid := to_jsonb(NEW) ->> TG_ARGV[0];
  standing text;
BEGIN
  IF holder IS NULL OR TG_OP = 'UPDATE' AND holder::text = to_jsonb(OLD) ->> TG_ARGV[0] THEN
    RETURN NEW;
  END IF;
  SELECT m.status INTO standing FROM members m WHERE m.organization_id = NEW.organization_id AND m.id = holder FOR SHARE;
  IF standing = 'left' THEN
    RAISE EXCEPTION 'the holder of % has left', TG_TABLE_NAME USING ERRCODE = 'LB011';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint

CREATE TRIGGER duty_is_held_salesperson BEFORE INSERT OR UPDATE OF salesperson_id ON projects FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('salesperson_id');
CREATE TRIGGER duty_is_held_verifier BEFORE INSERT OR UPDATE OF verifier_id ON projects FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('verifier_id');
CREATE TRIGGER duty_is_held_manager BEFORE INSERT OR UPDATE OF manager_id ON projects FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('manager_id');
CREATE TRIGGER duty_is_held BEFORE INSERT ON project_members FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('member_id');
CREATE TRIGGER duty_is_held BEFORE INSERT OR UPDATE OF assignee_id ON tasks FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('assignee_id');
CREATE TRIGGER duty_is_held BEFORE INSERT OR UPDATE OF assignee_id ON tickets FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('assignee_id');
CREATE TRIGGER duty_is_held BEFORE INSERT OR UPDATE OF owner_id ON clients FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('owner_id');
CREATE TRIGGER duty_is_held BEFORE INSERT OR UPDATE OF owner_id ON leads FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('owner_id');
CREATE TRIGGER duty_is_held BEFORE INSERT OR UPDATE OF invited_by_id ON invitations FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('invited_by_id');
CREATE TRIGGER duty_is_held BEFORE INSERT ON team_members FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('member_id');
CREATE TRIGGER duty_is_held BEFORE INSERT ON member_roles FOR EACH ROW EXECUTE FUNCTION app_duty_is_held('member_id');
