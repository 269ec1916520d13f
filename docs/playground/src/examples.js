// Templates to start from. The first one is shown at the beginning.

const variable = (attribute, example) => ({ attribute, example });

export const EXAMPLES = [
  {
    title: { en: "Refused: a parcel notice", zh: "会被驳回：取件通知" },
    template: {
      type: "notification", signature: "青禾驿站",
      content: "您的快递已到${address}，取件码$｛code｝，请加微信领取红包。",
      variables: { address: variable("address", "青禾路 8 号") },
    },
  },
  {
    title: { en: "Good: a login code", zh: "可以提交：登录验证码" },
    template: {
      name: "登录验证码", type: "verification", signature: "青禾书店",
      description: "用户登录时发送。示例：您的登录验证码为：204618，5分钟内有效，请勿泄露。",
      content: "您的登录验证码为：${code}，5分钟内有效，请勿泄露。",
      variables: { code: variable("numberCaptcha", "204618") },
    },
  },
  {
    title: { en: "Good: a delivery notice", zh: "可以提交：发货通知" },
    template: {
      name: "发货通知", type: "notification", signature: "青禾书店",
      description: "订单发货后发给下单的用户。示例：您的订单 A20260801 已发货，请注意查收。",
      content: "您的订单${order}已发货，请注意查收。",
      variables: { order: variable("other_number2", "A20260801") },
    },
  },
  {
    title: { en: "Refused: a member day without unsubscribing", zh: "会被驳回：会员日推广" },
    template: {
      type: "promotional", signature: "青禾书店",
      content: "恭喜您中奖！会员日全场免费送，点击 http://t.cn/A6x 领取，先到先得。",
    },
  },
  {
    title: { en: "Long: two segments or three", zh: "较长：计费两三条" },
    template: {
      type: "notification", signature: "青禾书店",
      content: "尊敬的${name}，您预约的讲座将于${time}在${address}开始，请提前十五分钟到场签到。如需改期，请在讲座前一天登录官网，在“我的预约”中修改。",
      variables: {
        name: variable("name", "林晓"), time: variable("time", "2026-05-15"), address: variable("address", "青禾路 8 号"),
      },
    },
  },
  {
    title: { en: "International: GSM-7 or UCS-2", zh: "国际短信：GSM-7 与 UCS-2" },
    template: {
      type: "international", international_type: "verification", signature: "Example",
      content: "Your code is ${code}. It is valid for 5 minutes – don’t share it.",
    },
  },
];
