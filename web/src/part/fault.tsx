import { t } from "../state/language";

export function Fault({ message }: { message: string | null }) {
  return message ? (
    <p class="fault" role="alert">
      {t("error", { message })}
    </p>
  ) : null;
}
